"""The words of the invented caseload: names, towns, trades and what is said about people.

All of it is Dutch, as a Dutch caseload is, and none of it is a person or an organisation. The towns are real, so that
distances make sense; the organisations and the policies they keep are not.
"""

from dataclasses import dataclass

from doorstroom.model.choices import EmployerKind


@dataclass(frozen=True, slots=True)
class Origin:
    """First and last names that go together; of every hundred people ``share`` are called so."""

    share: int
    first: tuple[str, ...]
    last: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A town with the first of its postcodes, how many follow it, and the districts people speak of."""

    name: str
    postcode: int
    postcodes: int
    districts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trade:
    """A kind of work: the jobs in it and what people learn there."""

    functions: tuple[str, ...]
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Business:
    """What an employer does; ``has_policy`` when it may keep subsidised people for so many months at most."""

    name: str
    trade: str
    kind: EmployerKind = EmployerKind.EMPLOYER
    season: str | None = None
    has_policy: bool = False


def _words(text: str) -> tuple[str, ...]:
    """A list written with commas."""
    return tuple(" ".join(word.split()) for word in text.split(","))


ORIGINS = (
    Origin(
        44,
        _words("""Anja, Anneke, Bert, Bianca, Carla, Chantal, Dennis, Desiree, Dirk, Elly, Erik, Esther, Femke, Geert,
            Gerrit, Henk, Ilona, Ingrid, Jaap, Jeroen, Jolanda, Joost, Joyce, Kees, Koen, Lieke, Lotte, Luuk, Maaike,
            Marja, Marloes, Martijn, Mieke, Niels, Nienke, Patricia, Peter, Petra, Piet, Renée, Rob, Roos, Ruud, Sanne,
            Sjoerd, Stefan, Thijs, Tineke, Wessel, Wietske, Willem, Wouter, Yvonne"""),
        _words("""Bakker, van Beek, van den Berg, Blom, van den Bosch, Bosman, Bouwman, ten Brink,
            Brouwer, van Dam, Dekker, van Dijk, Driessen, van Es, Evers, Gerritsen, de Graaf, Groen, de Groot, de Haan,
            van der Heijden, Hendriks, Hermans, van den Heuvel, Hoekstra, van 't Hof, ter Horst, Huisman, Jacobs,
            Jansen, Koster, Kuipers, van der Laan, van Leeuwen, van der Linden, van Loon, Maas, van der Meer, Meijer,
            van der Meulen, Molenaar, Nijhuis, op den Camp, Peeters, Roelofs, van Rooij, Sanders, Scholten, Smits,
            Tillema, Veenstra, in 't Veld, van de Ven, Verbeek, Verhoeven, Vermeulen, Visser, van Vliet, de Vries,
            van der Wal, van Wijk, Willems, de Wit, Wolters, Zwart"""),
    ),
    Origin(
        12,
        _words("""Aïcha, Amina, Brahim, Farid, Fatima, Hafida, Hanane, Hassan, Ikram, Ilham, Jamila, Karim, Khalid,
            Latifa, Malika, Mimoun, Mohamed, Mounir, Nadia, Naima, Najat, Rachid, Rachida, Samira, Soufian, Yasmina,
            Younes"""),
        _words("""Achahbar, el Amrani, el Azzouzi, el Bakkali, Belhaj, Benali, Bouazza, Boukhari, Chaoui, Daoudi,
            el Fassi, el Haddad, el Idrissi, Lahlou, Mansouri, Messaoudi, el Ouali, Rahmouni, Saidi, Tahiri, Yahyaoui,
            Zaoui"""),
    ),
    Origin(
        11,
        _words("""Ahmet, Ayşe, Berkay, Büşra, Cem, Derya, Elif, Emine, Emre, Fatma, Gülay, Hakan, Hatice, Kadir, Melek,
            Murat, Nuray, Orhan, Özlem, Selim, Serkan, Sevgi, Tülay, Zeynep"""),
        _words("""Acar, Aktaş, Arslan, Aydın, Bulut, Çelik, Çetin, Ekinci, Güneş, Kaplan, Kaya, Kılıç, Koç, Korkmaz,
            Özdemir, Polat, Şahin, Tekin, Ünal, Yalçın, Yavuz, Yıldız"""),
    ),
    Origin(
        9,
        _words("""Anand, Astrid, Carmen, Cheryl, Clyde, Dwight, Edwin, Faisel, Gladys, Indra, Iwan, Jerrel, Kenneth,
            Lucia, Marlon, Milton, Naomi, Prem, Radjesh, Ruben, Sandra, Shanti, Sharda, Sharon, Sheila, Vinod,
            Winston"""),
        _words("""Bhagwandin, Biervliet, Cairo, Doerga, Gangadin, Gopal, Jagesar, Jhinkoe, Kalloe, Kartosen, Landveld,
            Lieveld, Mahabier, Naarendorp, Oemar, Pinas, Ramdin, Redan, Roseval, Soekhai, Tjon A Fat, Vreugd,
            Wijngaarde, Zaalman"""),
    ),
    Origin(
        7,
        _words("""Ahmad, Alaa, Amal, Dima, Fadi, Hala, Hussam, Iman, Jamal, Khaled, Layal, Lina, Maha, Mahmoud, Nour,
            Omar, Rami, Rana, Rasha, Samer, Tarek, Walid, Yara, Ziad"""),
        _words("""al Ahmad, Barakat, Darwish, Haddad, Hamdan, al Hamwi, Issa, Jabbour, Kanaan, al Khatib, Khoury,
            Mansour, al Masri, Nassar, Rahal, Saadi, Sabbagh, Saleh, Shaheen, Zaidan"""),
    ),
    Origin(
        6,
        _words("""Agnieszka, Andrzej, Beata, Dariusz, Dorota, Ewa, Grzegorz, Iwona, Jacek, Joanna, Katarzyna, Krzysztof,
            Łukasz, Małgorzata, Marcin, Monika, Paweł, Piotr, Renata, Tomasz, Urszula, Wojciech, Zofia"""),
        _words("""Baran, Błaszczyk, Cieślak, Dudek, Gołąb, Jakubiak, Kaczmarek, Kowalczyk, Krawczyk, Król, Mazur,
            Pawlak, Pietrzak, Ratajczak, Sikora, Sobczak, Stępień, Szewczyk, Wieczorek, Wójcik, Woźniak, Wróbel,
            Zając"""),
    ),
    Origin(
        5,
        _words("""Abdi, Aman, Asha, Biniam, Farah, Fathia, Feven, Habtom, Hodan, Luwam, Meron, Sahra, Selam, Tesfay,
            Yohannes, Yonas"""),
        _words("""Abdullahi, Araya, Berhane, Gebre, Ghebreab, Hagos, Jama, Kidane, Mebrahtu, Mohamud, Nur, Osman,
            Tesfamariam, Warsame, Weldu"""),
    ),
    Origin(
        3,
        _words("""Anh, Bao, Duc, Giang, Hien, Hoa, Hung, Khanh, Lan, Linh, Mai, Minh, Phuong, Quang, Thao, Thuy, Trang,
            Tuan, Vinh"""),
        _words("Bùi, Đặng, Dương, Hồ, Hoàng, Lý, Ngô, Nguyễn, Phạm, Phan, Trần, Vũ"),
    ),
    Origin(
        3,
        _words("""Adilson, Djamila, Fernanda, Igor, João, Lídia, Manuel, Paulo, Valdir, Rosângela, Sónia, Teresa"""),
        _words(
            """da Cruz, Évora, Fortes, da Graça, Lima, Lopes, da Luz, Monteiro, Pires, Rocha, dos Santos, Tavares"""
        ),
    ),
)

COORDINATORS = (
    "Mirjam Oosterveld",
    "Ruben Haverkort",
    "Samira Bouhuys",
    "Tjeerd Wagenvoort",
    "Ayla Kestelaar",
)
COACHES = (
    "Hetty Lammersdorp",
    "Orlando Vrijmoet",
    "Nasrin Dorrestijn",
    "Gijs Walraven",
    "Deniz Akkerveld",
    "Marit Sluyterman",
)

TOWNS = (
    Town("Nijmegen", 6511, 36, _words("Dukenburg, Hatert, Lindenholt, Hees, Lent, Bottendaal")),
    Town("Arnhem", 6811, 30, _words("Malburgen, Presikhaaf, Klarendal, Geitenkamp, Elderveld")),
    Town("Wijchen", 6601, 5),
    Town("Beuningen", 6641, 2),
    Town("Elst", 6661, 2),
    Town("Bemmel", 6681, 1),
    Town("Huissen", 6851, 2),
    Town("Westervoort", 6931, 1),
    Town("Duiven", 6921, 2),
    Town("Zevenaar", 6901, 4),
    Town("Velp", 6881, 3),
    Town("Rheden", 6991, 1),
    Town("Dieren", 6951, 2),
    Town("Malden", 6581, 1),
    Town("Groesbeek", 6561, 2),
    Town("Druten", 6651, 1),
)

TRADES = {
    "vervoer": Trade(
        _words("""medewerker halteonderhoud, servicemedewerker, wagenpoetser, medewerker remise, assistent
            verkeersleiding"""),
        _words("klanten te woord staan, dienstregeling lezen, voertuigen reinigen, portofoon, BHV"),
    ),
    "zorg": Trade(
        _words("""medewerker linnenkamer, voedingsassistent, medewerker patiëntenvervoer, huiskamermedewerker,
            medewerker afdelingskeuken"""),
        _words("hygiëneregels, maaltijden rondbrengen, bedden verschonen, omgaan met vertrouwelijkheid, BHV"),
    ),
    "logistiek": Trade(
        _words("orderpicker, magazijnmedewerker, inpakker, heftruckchauffeur, medewerker retouren"),
        _words("orderpicken met scanner, heftruckcertificaat, reachtruckcertificaat, voorraad tellen, VCA basis"),
    ),
    "groen": Trade(
        _words("medewerker groenonderhoud, assistent-hovenier, medewerker kwekerij, medewerker buitenonderhoud"),
        _words("bosmaaier, snoeien, straten leggen, planten verzorgen, VCA basis"),
    ),
    "horeca": Trade(
        _words("keukenhulp, medewerker bediening, medewerker afwas, kamermedewerker, assistent-bakker"),
        _words("HACCP, broodjes maken, kassa, koffie zetten, sociale hygiëne"),
    ),
    "schoonmaak": Trade(
        _words("medewerker schoonmaak, medewerker glasbewassing, objectmedewerker, medewerker vloeronderhoud"),
        _words("basisopleiding schoonmaak, schrobmachine, werken met een dagstaat, VCA basis"),
    ),
    "techniek": Trade(
        _words("montagemedewerker, productiemedewerker, assistent-lasser, medewerker kwaliteitscontrole"),
        _words("werktekening lezen, lassen, boren en zagen, kleine montage, VCA basis"),
    ),
    "kantoor": Trade(
        _words("""medewerker postkamer, administratief medewerker, receptiemedewerker, medewerker klantcontact,
            medewerker digitaal archief"""),
        _words("Excel basis, telefoneren, gegevens invoeren, archiveren, agendabeheer"),
    ),
    "winkel": Trade(
        _words("winkelmedewerker, vakkenvuller, kassamedewerker, medewerker kringloop, medewerker textielsortering"),
        _words("kassa, schappen vullen, klanten helpen, goederen sorteren, voorraad tellen"),
    ),
    "onderwijs": Trade(
        _words("assistent-conciërge, medewerker schoolkantine, klassenassistent, medewerker ICT-balie"),
        _words("klein onderhoud, kopiëren en inbinden, toezicht houden, laptops uitgeven, BHV"),
    ),
    "recreatie": Trade(
        _words("klimparkinstructeur, medewerker ontvangst, medewerker parkonderhoud, medewerker kiosk"),
        _words("klimgordels controleren, uitleg geven aan groepen, EHBO, kassa, houtbewerking"),
    ),
}

BUSINESSES = (
    Business("Bakkerij", "horeca"),
    Business("Bloemkwekerij", "groen", season="03-01..09-30"),
    Business("Boekbinderij", "techniek"),
    Business("Bouwmarkt", "winkel", has_policy=True),
    Business("Brasserie", "horeca"),
    Business("Busbedrijf", "vervoer", has_policy=True),
    Business("Camping", "recreatie", season="04-01..10-31"),
    Business("College", "onderwijs", EmployerKind.SCHOOL, has_policy=True),
    Business("Distributiecentrum", "logistiek", has_policy=True),
    Business("Drukkerij", "kantoor"),
    Business("Fietsenwerkplaats", "techniek", EmployerKind.SOCIAL_ENTERPRISE),
    Business("Groothandel", "logistiek"),
    Business("Hoveniersbedrijf", "groen"),
    Business("Kinderboerderij", "recreatie"),
    Business("Kliniek", "zorg", has_policy=True),
    Business("Kringloop", "winkel", EmployerKind.SOCIAL_ENTERPRISE),
    Business("Leerwerkbedrijf", "techniek", EmployerKind.WORK_COMPANY),
    Business("Machinefabriek", "techniek"),
    Business("Pakketdienst", "vervoer"),
    Business("Schildersbedrijf", "techniek"),
    Business("Schoonmaakbedrijf", "schoonmaak"),
    Business("Servicebureau", "kantoor", has_policy=True),
    Business("Supermarkt", "winkel"),
    Business("Taxibedrijf", "vervoer"),
    Business("Tuincentrum", "groen"),
    Business("Uitzendbureau", "logistiek", EmployerKind.AGENCY),
    Business("Wasserij", "schoonmaak"),
    Business("Woonzorgcentrum", "zorg"),
    Business("Zorghotel", "zorg", has_policy=True),
    Business("Zwembad", "recreatie"),
)
HOUSE_NAMES = _words("""Het Anker, De Akker, De Appelhof, Het Baken, De Bongerd, De Boomgaard, De Brem, De Dagmaat, De
    Dijk, De Dorsvloer, De Eendracht, Het Erf, De Esdoorn, De Goudsbloem, De Grutto, De Haard, De Haven, De Heuvel, De
    Hoeve, De Hofstee, Het Hooiland, De IJsvogel, De Kamperfoelie, De Kandelaar, De Kastanje, De Klaproos, Het Klaver,
    De Kolk, De Korenmaat, De Kraanvogel, De Lantaarn, De Leeuwerik, De Linge, De Molenwiek, Het Palet, De Pimpernel,
    De Ploeg, De Populier, De Rietkraag, De Schakel, De Steenuil, De Stuw, De Terp, De Uiterwaard, De Wegwijzer, De
    Wielewaal, De Wilg, De Zandloper, De Zwaluw, De Zwerfkei""")

TALENTS = _words("""op tijd en betrouwbaar, ziet wat er moet gebeuren, geduldig, nauwkeurig, werkt graag samen,
    vriendelijk voor klanten, sterk in routine, leert snel door te doen, handig met gereedschap, goed met cijfers,
    rustig onder druk, neemt verantwoordelijkheid, denkt in oplossingen, brengt sfeer in het team, oog voor detail,
    houdt van aanpakken, spreekt drie talen, goed met ouderen, goed met kinderen, kent de stad, netjes, luistert goed,
    vraagt door tot het duidelijk is, technisch inzicht, werkt zelfstandig, zorgzaam, houdt overzicht,
    legt graag uit aan nieuwe collega's""")

PITFALLS = _words("""zegt snel ja, vraagt laat om hulp, legt de lat hoog, slaat pauzes over,
    wisselend rooster kost energie, heeft bij drukte even overzicht nodig, houdt zich in een groep op de achtergrond,
    begint voor de uitleg klaar is, vindt bellen spannend, trekt zich kritiek aan, vertelt weinig over wat niet lukt,
    raakt afgeleid door gesprekken, moet wennen aan nieuwe collega's, gaat te lang door, plant afspraken krap""")

DRIVES = _words("""eigen inkomen, een voorbeeld zijn voor de kinderen, erbij horen, een vak in handen, anderen helpen,
    buiten werken, op eigen benen staan, ritme in de week, collega's om zich heen, iets maken met de handen,
    de taal beter spreken, trots op het werk, rust in de portemonnee, doorgroeien""")

WISHES = _words("""vast contract, dicht bij huis, vaste dagen, op schooltijden, meer uren, buiten werken, klein team,
    afwisseling, opleiding naast het werk, geen avonddiensten, op termijn leidinggeven, werken met mensen,
    achter de schermen, vroege dienst, werken met dieren, mbo-diploma halen, meer Nederlands op het werk""")

NEEDS = _words("""vaste begeleider op de werkvloer, rustige werkplek, opdrachten één voor één, duidelijke dagplanning,
    afwisselend zitten en staan, tillen tot tien kilo, vaste werkdagen, begin na negen uur, uitleg door voordoen,
    elk uur een korte pauze, bereikbaar met de bus, werkplek op de begane grond, ruime inwerktijd,
    wekelijks gesprek met de jobcoach, vaste collega's, Nederlands oefenen op de werkvloer, geen nachtdiensten,
    aangepaste stoel en tafel, werk op de grond in plaats van op hoogte, uren rustig opbouwen""")

SOURCES = _words("klantmanager, UWV, praktijkschool, wijkteam, eigen aanmelding, werkbedrijf, taalschool")

CLOSING_NOTES = _words("""aan het werk via eigen netwerk, verhuisd naar een andere regio, start een opleiding,
    kiest voor zorg thuis, weer welkom als het past""")
