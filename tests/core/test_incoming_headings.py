"""Which field a column holds, told from what stands above it."""

import pytest
from outside import TODAY, a_sheet, reading, rows_of

from doorstroom import i18n, registers
from doorstroom.errors import BadFile, BadInput, NotFound, Refused
from doorstroom.incoming import Merged, Register, read
from doorstroom.incoming.cells import key
from doorstroom.incoming.headings import letter, recognise
from doorstroom.incoming.vocabulary import MEANINGS, PLACES
from doorstroom.wording import sentence


def fields(*headings, **asked):
    """The fields of the columns under these headings, in their order; None for a column that is not read."""
    columns = recognise(headings, {}, **asked)
    return [columns.places[index].key if index in columns.places else None for index in range(len(headings))]


def test_the_headings_of_a_mixed_dutch_list_are_known_in_any_order():
    assert fields(
        "Einddatum contract", "Naam medewerker", "Uren p/w", "Werkgever", "Startdatum", "Inlener", "Jobcoach"
    ) == [*("ends_on", "name", "hours", "employer", "starts_on", "hirers", "coach")]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Kandidaat", "name"),
        ("KANDIDAAT ", "name"),
        ("Naam:", "name"),
        ("Geb. datum", "birth_date"),
        ("E-mail adres", "email"),
        ("Tel.nr.", "phone"),
        ("Klantmanager", "owner"),
        ("Begindatum", "starts_on"),
        ("T/m", "ends_on"),
        ("Contract t/m", "ends_on"),
        ("Bruto maandloon", "wage_month"),
        ("Datum uit dienst", "ended_on"),
        ("Dienstverband", "contract.kind"),
        ("First name", "first_name"),
        ("Start date", "starts_on"),
        ("Employer", "employer"),
        ("Coördinator", "owner"),
        ("Cliëntnummer", "number"),
    ],
)
def test_a_heading_is_known_whatever_its_capitals_and_punctuation(heading, field):
    assert field in fields(heading, "Kandidaatnaam", "Ingangsdatum")[:1] + fields(heading)


def test_naam_beside_voornaam_is_a_last_name():
    assert fields("Voornaam", "Tussenvoegsel", "Naam") == ["first_name", "infix", "last_name"]


def test_of_several_first_names_the_one_that_is_said_is_read():
    headings = ("Achternaam", "Voorletters", "Voorvoegsel", "Voornaam", "Roepnaam")
    assert fields(*headings) == ["last_name", None, "infix", None, "first_name"]
    assert fields("Initials", "First name", "Last name") == [None, "first_name", "last_name"]
    (said, other) = recognise(headings, {}).outdone
    assert [str(one) for one in (*said, *other)] == ["Voorletters", "Roepnaam", "Voornaam", "Roepnaam"]
    # Twice the same, or what the user says, is not chosen between.
    assert len(recognise(("Roepnaam", "Achternaam", "Roepnaam"), {}).twice) == 1
    assert len(recognise(headings, {"voorletters": "first_name"}).twice) == 2


def test_medewerker_is_whom_it_is_about_unless_somebody_else_is_named():
    assert fields("Medewerker", "Werkgever", "Start")[0] == "name"
    assert fields("Volledige Naam", "Medewerker Naam") == ["name", "owner"]


def test_uren_are_of_the_contract_where_there_are_days():
    assert fields("Naam", "Uren", "Startdatum")[1] == "hours"
    assert fields("Naam", "Uren", "Woonplaats")[1] == "available_hours"


def test_the_same_words_on_a_list_of_employers_are_theirs():
    assert fields("Naam", "KvK", "Plaats", "Contactpersoon") == ["employer", "kvk", "employer.town", "contact"]
    assert fields("Naam", "Plaats", title="Werkgevers") == ["employer", "employer.town"]


@pytest.mark.parametrize(
    "heading", ["Nr", "Nummer", "#", "Tot", "Mondeling Nederlands", "Schriftelijk Nederlands", "Leeftijd"]
)
def test_what_could_mean_something_else_is_left_to_the_user(heading):
    assert fields(heading, "Kandidaat")[0] is None


@pytest.mark.parametrize("heading", ["BSN", "Burgerservicenummer", "bsn-nr", "Sofinummer"])
def test_a_column_of_bsns_is_never_read(heading):
    columns = recognise([heading, "Naam"], {})
    assert [str(column) for column in columns.bsn] == [heading]
    assert 0 not in columns.places


def test_no_heading_stands_twice_for_one_field():
    assert [word for word, places in MEANINGS.items() if len(places) != len(set(places))] == []


def test_every_field_has_a_name_that_leads_back_to_it():
    assert all(PLACES[place.key] is place for place in PLACES.values())


@pytest.mark.parametrize(
    ("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_columns_have_letters(index, name):
    assert letter(index) == name


# --- the row of headings -----------------------------------------------------------------------------------------


def test_headings_may_stand_below_titles():
    read_so = reading(
        ["Kandidaten"],
        ["Stand per 1 november", None, None],
        [],
        ["Naam", "Woonplaats"],
        ["Fatima el Idrissi", "Breda"],
    )
    assert read_so.tables[0].heading_row == 4
    assert [row.candidate["last_name"] for row in read_so.rows()] == ["Idrissi"]


def test_a_heading_merged_over_two_rows_counts_on_the_lower_one():
    sheet = a_sheet(
        ["Naam", "Contract", None],
        [None, "Startdatum", "Einddatum"],
        ["Jan Bos", "1-1-2026", "31-12-2026"],
        merged=(Merged(1, 2, 0, 0), Merged(1, 1, 1, 2)),
    )
    table = read([sheet], today=TODAY).tables[0]
    assert (table.heading_row, table.headings) == (2, ("Naam", "Startdatum", "Einddatum"))


def test_a_file_without_headings_is_refused_in_one_sentence():
    with pytest.raises(BadFile, match="No row of headings"):
        reading(["Jan Bos", "Breda"], ["Ria Smit", "Tilburg"])


def test_a_sheet_without_headings_beside_a_good_one_is_left_out_and_named():
    good, other = a_sheet(["Naam"], ["Jan Bos"]), a_sheet(["Rijbewijs"], ["B"], name="Keuzes")
    assert [sentence(remark) for remark in read([good, other], today=TODAY).remarks] == [
        "Keuzes has no headings that are known and was left out."
    ]


def test_a_hidden_sheet_is_read_only_when_it_is_asked_for():
    open_one = a_sheet(["Naam"], ["Jan Bos"])
    hidden = a_sheet(["Naam"], ["Ria Smit"], name="Oud", is_hidden=True)
    assert [row.sheet for row in read([open_one, hidden], today=TODAY).rows()] == ["Blad1"]
    assert [row.sheet for row in read([open_one, hidden], today=TODAY, only="oud").rows()] == ["Oud"]


def test_a_sheet_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(NotFound) as refused:
        read([a_sheet(["Naam"])], today=TODAY, only="Blad2")
    assert refused.value.fields["sheets"] == ("Blad1",)


def test_people_come_before_employers_and_those_before_contracts():
    contracts = a_sheet(["Naam", "Werkgever", "Start"], ["Jan Bos", "Stadstram", "1-1-2026"], name="Contracten")
    employers = a_sheet(["Naam", "KvK"], ["Stadstram", "12345678"], name="Werkgevers")
    people = a_sheet(["Naam", "Woonplaats"], ["Jan Bos", "Breda"], name="Kandidaten")
    rows = read([contracts, employers, people], today=TODAY).rows()
    assert [row.sheet for row in rows] == ["Kandidaten", "Werkgevers", "Contracten"]


def test_two_columns_for_one_field_are_a_problem_that_names_both():
    read_so = reading(["Naam", "Kandidaat", "Woonplaats"], ["Jan Bos", "Bos, Jan", "Breda"])
    (problem,) = read_so.problems
    assert problem.cell == "B1"
    assert sentence(problem.message) == "The columns “Naam” and “Kandidaat” both give name; leave one out with --map."
    assert list(read_so.rows()) == []


@pytest.mark.parametrize(
    ("headings", "missing"),
    [(["Naam", "Werkgever", "Einddatum"], "first day"), (["Naam", "Startdatum"], "employer")],
)
def test_contracts_without_a_needed_column_are_one_problem_and_not_one_for_every_row(headings, missing):
    (problem,) = reading(headings, ["Jan Bos", "1-1-2026", "31-12-2026"]).problems
    assert missing in sentence(problem.message)


def test_an_employer_on_a_list_without_days_is_left_out_and_named():
    read_so = reading(["Naam", "Werkgever"], ["Jan Bos", "Stadstram"])
    assert [row.employer for row in read_so.rows()] == [{}]
    assert "column Werkgever: left out" in sentence(read_so.remarks[0])


def test_unknown_columns_are_named_with_their_letter_and_also_without_a_heading():
    read_so = reading(["Naam", "Schoenmaat", None], ["Jan Bos", 44, None], ["Ria Smit", 38, "los", "ver weg"])
    assert len(list(read_so.rows())) == 2
    assert read_so.unknown == (
        {"sheet": "Blad1", "column": "B", "heading": "Schoenmaat"},
        {"sheet": "Blad1", "column": "C", "heading": ""},
        {"sheet": "Blad1", "column": "D", "heading": ""},
    )


# --- --map -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["name", "candidate.name", "Kandidaat"])
def test_the_user_says_what_a_column_is(field):
    (row,) = rows_of(["Wie", "Plaats"], ["Jan Bos", "Breda"], maps=[f"Wie={field}"])
    assert (row.candidate["first_name"], row.candidate["last_name"]) == ("Jan", "Bos")


def test_the_user_leaves_a_column_out():
    (row,) = rows_of(["Naam", "Plaats"], ["Jan Bos", "Breda"], maps=["plaats="])
    assert "town" not in row.candidate


def test_what_the_user_says_goes_before_what_the_heading_means():
    (row,) = rows_of(["Naam", "Functie"], ["Jan Bos", "kok"], maps=["Functie=wishes"])
    assert row.candidate["wishes"] == ("kok",)


def test_what_was_said_of_these_headings_is_remembered():
    first = reading(["Wie", "Waar"], ["Jan Bos", "Breda"], maps=["Wie=name", "Waar=town"])
    remembered = first.to_remember
    assert list(remembered.values()) == [{"wie": "name", "waar": "town"}]
    again = reading(["WIE ", "Waar"], ["Jan Bos", "Breda"], remembered=lambda headings: remembered.get(headings, {}))
    assert [row.candidate["town"] for row in again.rows()] == ["Breda"]


@pytest.mark.parametrize(
    ("option", "error"),
    [
        *(("Naam", BadInput), ("=name", BadInput), ("Naam=schoenmaat", BadInput), ("Bestaat niet=name", BadInput)),
        ("BSN=number", Refused),
    ],
)
def test_a_map_that_cannot_be_is_refused(option, error):
    with pytest.raises(error):
        reading(["Naam", "BSN"], ["Jan Bos", "123456782"], maps=[option])


def test_the_user_says_what_the_rows_are():
    (row,) = rows_of(["Naam", "Telefoon", "KvK"], ["Stadstram", "0612345678", "12345678"], register=Register.EMPLOYERS)
    assert (row.candidate, row.employer) == ({}, {"name": "Stadstram", "kvk": "12345678"})


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("fields_", "left_out"),
    [
        (
            registers.CANDIDATE,
            {"ref", "closed_on", "closed_reason", "closed_note", "forgotten_on"},
        ),
        (registers.EMPLOYER, {"ref", "successor_of", "cao"}),
        (registers.CONTRACT, {"ref", "candidate", "employer", "earlier_unknown"}),
    ],
)
def test_the_headings_that_the_tool_itself_writes_are_known_in_both_languages(fields_, left_out, language):
    i18n.choose(language)
    assert {field.key for field in fields_ if key(i18n._(field.heading)) not in MEANINGS} == left_out
