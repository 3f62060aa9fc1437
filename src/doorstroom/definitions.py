"""What the steps of the schema say to SQLite: every table and index, in the order of the steps that make them."""

LISTS = ["licences", "transports", "talents", "pitfalls", "drives", "skills", "wishes", "needs"]

REGISTER = (
    "create table setting (key text primary key, value text not null) strict",
    """create table programme (
        id integer primary key autoincrement, name text not null
    ) strict""",
    f"""create table candidate (
        id integer primary key autoincrement,
        number text unique,
        first_name text not null, infix text not null, last_name text not null,
        sort_name text not null, folded text not null,
        birth_date text, phone text, email text, postcode text, town text, district text,
        target_group text, benefit text, benefit_since text, distance text,
        hours_min real, hours_max real, available_from text, max_km real, language_level text,
        {", ".join(f"{name} text not null default '[]'" for name in LISTS)},
        owner text, coach text, source text, programme integer references programme (id),
        registered_on text, may_share integer check (may_share in (0, 1)),
        closed_on text, closed_reason text, closed_note text, fingerprint text
    ) strict""",
    "create index candidate_by_name on candidate (sort_name)",
    "create index candidate_closed on candidate (closed_on)",
    "create index candidate_by_fingerprint on candidate (fingerprint)",
    # What makes two people look alike, so that a likely double is found without comparing everybody with everybody.
    """create table likeness (
        key text not null, candidate integer not null references candidate (id), primary key (key, candidate)
    ) strict""",
    "create index likeness_of_candidate on likeness (candidate)",
    """create table employer (
        id integer primary key autoincrement,
        name text not null, folded text not null, kind text not null,
        policy_months integer, policy_gap integer,
        kvk text, town text, postcode text, contact text, owner text, hosts text not null default '[]', season text,
        successor_of integer references employer (id)
    ) strict""",
    "create index employer_by_name on employer (folded)",
    """create table contract (
        id integer primary key autoincrement,
        candidate integer not null references candidate (id), employer integer not null references employer (id),
        starts_on text not null, ends_on text check (ends_on >= starts_on),
        ended_on text check (ended_on >= starts_on), end_reason text,
        kind text not null, subsidised integer not null check (subsidised in (0, 1)),
        hours real, wage_month integer, function text, note text,
        hirers text not null default '[]', earlier_unknown integer not null check (earlier_unknown in (0, 1))
    ) strict""",
    "create index contract_of_candidate on contract (candidate, starts_on)",
    "create index contract_at_employer on contract (employer)",
    # Derived: written by limits in the transaction that changes a contract; `check` computes them again.
    """create table stay (
        candidate integer not null references candidate (id), employer integer not null references employer (id),
        contract integer not null references contract (id),
        first_day text not null, last_day text, leaves_on text, because text, is_permanent integer not null,
        policy_until text, chain_until text, chain_contracts integer not null, notice_by text, checks text not null,
        superseded_on text not null, is_parallel integer not null, closed_on text not null,
        primary key (candidate, contract)
    ) strict""",
    "create index stay_leaving on stay (superseded_on, leaves_on, closed_on, candidate, is_permanent)",
    "create index stay_parallel on stay (superseded_on, candidate) where is_parallel = 1",
    """create table milestone (
        id integer primary key autoincrement,
        candidate integer not null references candidate (id), stage text not null, reached_on text not null
    ) strict""",
    "create index milestone_of_candidate on milestone (candidate, reached_on)",
    # How the columns of a spreadsheet were read last time, by its row of headings.
    "create table column_map (headings text primary key, fields text not null) strict",
    """create table export (
        id integer primary key autoincrement, event integer not null references event (id),
        as_of text not null, months integer not null, profile text not null, format text not null, people integer not null
    ) strict""",
    """create table event (
        id integer primary key autoincrement, made_at text not null, who text not null, command text not null
    ) strict""",
    """create table change (
        id integer primary key autoincrement, event integer not null references event (id),
        record text not null, record_id integer not null
    ) strict""",
    "create index change_of_record on change (record, record_id)",
    "create index change_in_event on change (event)",
    # Apart from `change`, so that what a forgotten person's values were can go while the line of events stays.
    """create table change_value (
        change integer primary key references change (id), before text, after text
    ) strict""",
)

FOLLOWING = (
    """create table contact (
        id integer primary key autoincrement,
        candidate integer references candidate (id), employer integer references employer (id),
        contract integer references contract (id),
        held_on text not null, party text, topic text, text text not null, next_on text, interest text, made_by text
    ) strict""",
    "create index contact_of_candidate on contact (candidate, held_on)",
    "create index contact_of_employer on contact (employer, held_on)",
    """create table step (
        id integer primary key autoincrement,
        candidate integer references candidate (id), employer integer references employer (id),
        text text not null, owner text, agreed_on text not null, due_on text, not_before text,
        done_on text, done_note text
    ) strict""",
    "create index step_of_candidate on step (candidate, done_on)",
    "create index step_open on step (done_on, due_on)",
    "alter table programme add column target integer",
    "alter table programme add column deadline text",
    "alter table programme add column partners text not null default '[]'",
    "alter table programme add column folded text not null default ''",
    "create index candidate_in_programme on candidate (programme) where programme is not null",
    # The event that this one takes back: an undo takes back what a command did, a redo what an undo did.
    "alter table event add column takes_back integer references event (id)",
    # Two people who look alike and are not the same; the lower number first.
    """create table not_same (
        id integer primary key autoincrement,
        candidate integer not null references candidate (id), other integer not null references candidate (id),
        check (candidate < other), unique (candidate, other)
    ) strict""",
)

MATCHING = (
    """create table vacancy (
        id integer primary key autoincrement,
        employer integer not null references employer (id), title text not null, folded text not null,
        opened_on text, hours_min real, hours_max real, starts_on text, until_on text check (until_on >= starts_on),
        closes_on text, seats integer not null, town text, postcode text, distance text, language_level text,
        licences text not null default '[]', must text not null default '[]', nice text not null default '[]',
        offers text not null default '[]', subsidised integer not null check (subsidised in (0, 1)), season text,
        source text, source_ref text, owner text, note text, closed_on text, closed_reason text, closed_note text,
        unique (source, source_ref)
    ) strict""",
    "create index vacancy_at_employer on vacancy (employer)",
    "create index vacancy_open on vacancy (closed_on, closes_on)",
    """create table proposal (
        id integer primary key autoincrement,
        candidate integer not null references candidate (id), vacancy integer not null references vacancy (id),
        proposed_on text not null, note text, placed_on text,
        stopped_on text, stopped text, stopped_by text, reason text, reason_note text
    ) strict""",
    "create index proposal_of_candidate on proposal (candidate)",
    "create index proposal_for_vacancy on proposal (vacancy)",
    "alter table contact add column vacancy integer references vacancy (id)",
    "alter table step add column vacancy integer references vacancy (id)",
    "alter table milestone add column proposal integer references proposal (id)",
    "create index milestone_of_proposal on milestone (proposal) where proposal is not null",
    # Loaded by the user and about nobody, so it is no part of the log; degrees by the four digits of a postcode.
    "create table postcode (area text primary key, lat real not null, lon real not null) strict",
)

SUPPORT = (
    """create table support (
        id integer primary key autoincrement,
        contract integer not null references contract (id), kind text not null,
        starts_on text not null, ends_on text check (ends_on >= starts_on), review_on text,
        ended_on text check (ended_on >= starts_on), rule text, provider text, note text
    ) strict""",
    "create index support_on_contract on support (contract)",
    "create index support_ending on support (ends_on)",
    "create index support_review on support (review_on)",
    """create table assignment (
        id integer primary key autoincrement,
        employer integer not null references employer (id), name text not null, client text,
        value integer, percent real, obligation integer, starts_on text, ends_on text check (ends_on >= starts_on),
        note text
    ) strict""",
    "create index assignment_of_employer on assignment (employer)",
)

MEETINGS = (
    """create table meeting (
        id integer primary key autoincrement,
        day text not null unique, held_on text, held_event integer references event (id)
    ) strict""",
    """create table outcome (
        id integer primary key autoincrement,
        meeting integer not null references meeting (id), candidate integer not null references candidate (id),
        decision text not null, vacancy integer references vacancy (id), action text, owner text, due_on text,
        until_on text, note text, step integer references step (id), proposal integer references proposal (id),
        unique (meeting, candidate)
    ) strict""",
    "create index outcome_of_candidate on outcome (candidate)",
    """create table agenda_item (
        id integer primary key autoincrement,
        meeting integer not null references meeting (id), candidate integer not null references candidate (id),
        section text not null, discussed integer not null check (discussed in (0, 1)),
        unique (meeting, candidate)
    ) strict""",
    "create index agenda_item_of_candidate on agenda_item (candidate)",
    "alter table export add column meeting integer references meeting (id)",
)

ATTENTION = (
    "create index contact_planned on contact (next_on) where next_on is not null",
    "create index stay_without_end on stay (closed_on, first_day) where last_day is null and is_permanent = 0",
)

FINDABLE = (
    "alter table candidate add column forgotten_on text",
    # Derived, as the stays are; filled when the file is opened, by the version of the program that does so.
    """create table findable (
        kind text not null, record integer not null, name text not null, words text not null, primary key (kind, record)
    ) strict""",
    "create table word (word text primary key, uses integer not null) strict",
)

# SQLite looks whether anything points to a record before that goes, and without these it reads whole tables for it.
TAKING_BACK = (
    "create index event_that_takes_back on event (takes_back) where takes_back is not null",
    "create index stay_of_contract on stay (contract)",
    "create index stay_at_employer on stay (employer)",
    "create index not_same_as on not_same (other)",
    "create index employer_succeeding on employer (successor_of) where successor_of is not null",
    "create index contact_about_contract on contact (contract) where contract is not null",
    "create index contact_about_vacancy on contact (vacancy) where vacancy is not null",
    "create index step_with_employer on step (employer) where employer is not null",
    "create index step_for_vacancy on step (vacancy) where vacancy is not null",
    "create index outcome_with_vacancy on outcome (vacancy) where vacancy is not null",
    "create index outcome_with_step on outcome (step) where step is not null",
    "create index outcome_with_proposal on outcome (proposal) where proposal is not null",
    "create index export_for_meeting on export (meeting) where meeting is not null",
)

AGREEMENT = ("alter table employer add column cao text",)

SCHEMES = (
    "alter table support add column granted_on text",
    "create index support_starting on support (starts_on)",
    "create index support_ended on support (ended_on) where ended_on is not null",
    "alter table assignment add column region text",
    "alter table assignment add column placements text not null default '[]'",
)

AFTERCARE = (
    "create index contact_about_dropout on contact (candidate, held_on) where topic = 'dropout'",
    "create index stay_begun on stay (first_day, superseded_on)",
)
