/**
 * Words people make passwords of, gathered by ourselves: what stands at the top of every published count of leaked
 * passwords (the words, not anybody's list), and what Dutch schools would choose. Of passwords of twelve characters and
 * more nearly all that leak often are one or two of these with figures and signs around them, so the words are kept and
 * `guessable` knows the ways. Lower case, without figures; three letters or more.
 */
export const commonWords: ReadonlySet<string> = new Set(
	`password passwort passw wachtwoord welkom welcome geheim secret letmein login inloggen admin administrator beheer beheerder
root user gebruiker guest gast test testen tester demo default changeme change verander nieuw new temp tijdelijk master
qwerty qwertyuiop qwertz azerty asdf asdfgh asdfghjkl zxcvbn zxcvbnm qwer zaqxsw qazwsx qazwsxedc wsx edc poiuy lkjhg mnbvc
abc abcd abcde abcdef abcdefg abcdefgh abcdefghij abcdefghijkl xyz aaa bbb xxx zzz aaaa qqqq wwww
love iloveyou loveyou ilove you ikhouvanjou ikhouvan jou liefde lief liefje schatje schat lieverd hart hartje kusje kus
sunshine princess prinses prins koning koningin king queen dragon draak monkey aap aapje tijger tiger leeuw lion beer beertje
hond hondje poes poesje kat kitten cat dog paard paardje pony konijn vogel vlinder dolfijn dolphin olifant muis eend kip
football voetbal soccer baseball basketball hockey hockeyclub tennis ajax feyenoord psv vitesse twente heerenveen utrecht
groningen sparta nac willem barcelona realmadrid madrid liverpool arsenal chelsea manchester united juventus bayern formule max
verstappen formula ferrari mercedes porsche audi bmw opel volvo toyota yamaha honda harley
superman batman spiderman ironman pokemon pikachu minecraft fortnite roblox nintendo playstation xbox starwars starwar
matrix hunter killer shadow ninja warrior hero magic wizard harrypotter harry potter frozen elsa anna disney mickey minnie
michael michelle jessica jennifer ashley daniel thomas charlie jordan andrew robert matthew joshua nicole hannah amanda
jan piet klaas kees henk peter hans johan willemijn anneke marieke maaike sanne lisa lotte eva emma julia sophie sofie noor
fleur lieke femke iris roos bas tim tom lars daan sem lucas luuk finn levi noah milan jesse ruben thijs bram stijn sven
marit marijke ingrid monique petra linda esther karin saskia wendy bianca sandra patricia jolanda annemarie nathalie
mama papa mamma pappa moeder vader oma opa zus broer zusje broertje familie family baby kindje kinderen kids zoon dochter
school basisschool onderwijs leerkracht juf juffrouw meester meester leraar lerares leraren teacher student leerling klas klaslokaal
groep kleuter kleuters peuter onderbouw bovenbouw middenbouw directeur directie intern begeleider team kijkkring kijken kring
lezen rekenen taal spelling schrijven letters boek boeken schrift potlood pen gum bord digibord tafel stoel kast speelzaal
gym gymzaal plein schoolplein speelplaats speelgoed spelen spel lego blokken toren poppenhoek zandbak schommel glijbaan
cito toets rapport vakantie zomervakantie kerstvakantie herfstvakantie meivakantie voorjaarsvakantie studiedag rooster
linde delinde regenboog deregenboog wegwijzer vlieger zonnebloem octopus klimop ark regenboog horizon kompas springplank
lente voorjaar zomer herfst najaar winter spring summer autumn fall seizoen januari februari maart april mei juni juli
augustus september oktober november december january february march may june july august october maandag dinsdag woensdag
donderdag vrijdag zaterdag zondag weekend monday tuesday wednesday thursday friday saturday sunday vandaag morgen gisteren
nederland holland nederlands dutch amsterdam rotterdam denhaag haag eindhoven tilburg breda nijmegen arnhem enschede almere
zwolle leiden delft haarlem maastricht leeuwarden deventer apeldoorn amersfoort friesland brabant limburg zeeland drenthe
gelderland overijssel flevoland belgie vlaanderen antwerpen gent brugge brussel duitsland germany frankrijk france paris
parijs london londen newyork york spanje spain italie italy turkije turkey marokko maroc suriname curacao aruba usa america
rood blauw groen geel oranje paars roze zwart wit bruin grijs red blue green yellow orange purple pink black white
een twee drie vier vijf zes zeven acht negen tien one two three four five six seven eight nine ten
zon maan ster sterren zonnetje zonneschijn regen wolk sneeuw wind zee strand bloem bloemen bloemetje boom bos tuin roos tulp
star moon sun flower flowers garden ocean beach river rainbow heaven hemel engel angel engeltje jezus jesus god allah
bless faith hope hoop geloof vrede peace freedom vrijheid geluk gelukkig happy lucky smile lachen vrolijk blij vriend
vriendin vrienden friend friends forever altijd together samen life leven dream droom dromen
kaas brood appel peer banaan aardbei chocola chocolade koffie coffee thee bier wijn cola pizza frietje friet patat koekje
snoep taart pannenkoek stroopwafel drop hagelslag cheese chocolate cookie cookies banana apple orange cherry strawberry
computer laptop ipad iphone samsung android google facebook instagram youtube tiktok whatsapp microsoft windows apple
internet wifi netwerk telefoon mobiel foto fotos muziek music gitaar guitar piano drums metallica nirvana eminem beatles
auto fiets fietsen trein boot vliegtuig motor scooter huis thuis home huisje werk work kantoor office geld money
hallo hello hoi doei goedemorgen goodmorning bedankt thanks alstublieft please sorry kerst kerstmis christmas sinterklaas
sint pieten zwartepiet kerstman pasen easter koningsdag verjaardag birthday feest party carnaval
fuck fuckyou fucker shit bitch asshole kut klootzak godverdomme pussy sex sexy whatever nothing niets niks iets something
trustno trust nobody monster cheese banana computer access toegang open sesame sesam sleutel key code pincode pin
corona covid lockdown zoom teams ministerie gemeente politie brandweer ziekenhuis dokter zuster zorg
baasje baas chef boss captain kapitein piraat pirate ridder kasteel castle wolf vos fox uil bij eekhoorn egel kikker schildpad
mijn mij jouw ons onze het een van voor met mijnwachtwoord ditis dit dat ben als maar niet wel naar naam
the and for are not this that what with from your mypassword my is it me`.split(/\s+/)
);
