import type { ParentTexts } from './texts';

export const texts: ParentTexts = {
	language: 'pl',
	name: 'Polski',
	dates: 'pl-PL',
	direction: 'ltr',
	version: 1,
	checked: null,
	unchecked: 'Tego tekstu nie sprawdziła jeszcze osoba, dla której polski jest językiem ojczystym.',

	title: 'Zgoda na filmowanie',
	chooseLanguage: 'Język',
	listen: 'Odczytaj na głos',
	stopListening: 'Przestań czytać',

	door: {
		intro: 'Ta strona jest dla rodziców i opiekunów. Szkoła dała Państwu list. Jest w nim długi kod.',
		codeLabel: 'Długi kod z listu',
		codeHint: '28 liter i cyfr. Wielkie i małe litery oraz odstępy nie mają znaczenia.',
		open: 'Dalej',
		opening: 'Chwileczkę. Strona się otwiera.',
		wrong:
			'Ten link lub kod nie działa. Może jest błąd w pisaniu albo list jest za stary. Proszę poprosić w szkole o nowy list.',
		over: 'Strona była otwarta zbyt długo. Nic nie zapisaliśmy. Proszę otworzyć link z listu jeszcze raz.',
		wait: 'Było za dużo prób. Proszę poczekać kwadrans i spróbować jeszcze raz.'
	},

	from: (teacher) => `Pyta: ${teacher}`,
	question: 'Czy nauczyciel może filmować Państwa dziecko?',
	what: {
		title: 'Co robimy',
		body: 'Nauczyciel bawi się z Państwa dzieckiem kilka minut. Robimy z tego krótki film. Nauczyciel się z niego uczy. To nie jest test dla dziecka.'
	},
	who: {
		title: 'Kto ogląda',
		body: 'Tylko osoby z grupy, w której uczy się nauczyciel. Oglądają razem i rozmawiają o tym. Film nie trafi do internetu.'
	},
	after: { title: 'Potem', body: (date) => `Usuwamy film. Najpóźniej dnia ${date}.` },
	always: {
		title: 'Zawsze można powiedzieć nie',
		body: 'Także później, na tej stronie. Wtedy od razu kończymy i usuwamy film. Nie trzeba mówić dlaczego. Dla dziecka nic się nie zmienia.'
	},
	ask: {
		title: 'Mają Państwo pytanie?',
		body: (teacher, school) => `Można zapytać tę osobę: ${teacher}. Albo kogoś ze szkoły: ${school}.`,
		contact: (contact) => `Kontakt: ${contact}`,
		privacy: (contact) => `W sprawie prywatności: ${contact}`
	},
	agree: 'Czy się Państwo zgadzają?',
	yes: 'Tak',
	no: 'Nie',

	scopes: {
		team: { title: 'Filmowanie i wspólne oglądanie', body: 'Tylko z grupą, w której uczy się nauczyciel.' },
		expert: {
			title: 'Specjalista spoza szkoły',
			body: (name, organisation) =>
				`Specjalista: ${organisation ? `${name}, ${organisation}` : name}. Może zobaczyć film, kiedy nauczyciel prosi o pomoc. Przez kilka dni, potem już nie.`
		},
		guest: {
			title: 'Gość na spotkaniu',
			body: 'Ktoś, kto ogląda jeden raz, na przykład nauczyciel z innej grupy. Tylko podczas tego spotkania.'
		},
		presentation: {
			title: 'Pokazanie gościom',
			body: 'Na koniec grupa pokazuje innym osobom, czego się nauczyła, na przykład dyrekcji szkoły. Można wtedy pokazać fragment filmu. Bez nazwiska.'
		},
		figures: {
			title: 'Liczby',
			body: 'Nauczyciel wypełnia ankiety o kontakcie z Państwa dzieckiem. Szkoła używa tylko liczb, żeby sprawdzić, czy ta praca pomaga. Bez nazwiska i bez filmu.'
		},
		photo: {
			title: 'Zdjęcie dla Państwa',
			body: 'Nauczyciel może pokazać lub dać Państwu obraz z filmu. Tylko rodzicom tego dziecka.'
		}
	},
	more: {
		title: 'Czy zgadzają się Państwo na coś więcej?',
		body: 'To nie jest konieczne. Wszystko poniżej oznacza nie, dopóki nie powiedzą Państwo tak.'
	},

	now: {
		may: 'Teraz wolno filmować.',
		mayNot: 'Teraz nie wolno filmować.',
		notYet: 'Teraz jeszcze nie wolno filmować.'
	},
	mine: {
		yes: (date) => `Państwa odpowiedź: tak, dnia ${date}.`,
		no: (date) => `Państwa odpowiedź: nie, dnia ${date}.`,
		none: 'Nie ma jeszcze Państwa odpowiedzi.',
		again: 'Z powodu awarii w szkole odpowiedzi zostały utracone. Dlatego pytamy Państwa jeszcze raz.',
		change: 'Chcą Państwo zmienić odpowiedź?'
	},
	thanks: { yes: 'Dziękujemy. Zapisaliśmy odpowiedź: tak.', no: 'Zapisaliśmy odpowiedź: nie. Obowiązuje od razu.' },

	code: {
		title: 'Kod ze szkoły',
		body: 'Żeby powiedzieć tak, potrzebny jest kod. Dostali go Państwo w szkole, na osobnej kartce. Dzięki temu wiemy, że to Państwo. Żeby powiedzieć nie, kod nie jest potrzebny.',
		label: 'Kod z 6 znaków',
		wrong: (left) => `Ten kod jest zły. Pozostało prób: ${left}.`,
		spent: 'Kod wpisano źle zbyt wiele razy. Proszę poprosić w szkole o nowy list. Nadal można powiedzieć nie.'
	},

	exists: {
		title: 'Co jest teraz',
		none: 'Teraz nie ma żadnego filmu z Państwa dzieckiem.',
		films: (n) => `Liczba filmów: ${n}`,
		until: (date) => `Przechowujemy najpóźniej do ${date}`,
		watched: 'Kto oglądał',
		notWatched: 'Nikt jeszcze nie oglądał.',
		by: {
			teacher: 'sam nauczyciel',
			team: 'osoba z grupy nauczyciela',
			leader: 'osoba prowadząca grupę',
			guest: 'gość',
			expert: 'specjalista spoza szkoły'
		},
		erased: (n) => `Liczba usuniętych filmów: ${n}`,
		erasedOn: (date) => `Usunięto dnia ${date}`
	},

	receipt: {
		title: 'Państwa odpowiedzi',
		intro: 'To jest Państwa potwierdzenie. Można je zachować.',
		keep: 'Zapisz jako plik',
		mailLabel: 'Albo wyślij na e-mail',
		mailHint: 'Nie zachowujemy adresu e-mail.',
		send: 'Wyślij',
		sent: 'E-mail został wysłany.',
		notSent: 'Nie udało się wysłać e-maila. Odpowiedź jest zapisana.',
		subject: 'Państwa odpowiedź w sprawie filmowania',
		yes: 'tak',
		no: 'nie',
		byTeacher: 'zapisane przez nauczyciela',
		text: (language, version) => `Przeczytany tekst: ${language}, wersja ${version}`
	},
	leave: 'Zamknij tę stronę',

	letter: {
		greeting: 'Szanowni Państwo,',
		how: 'Jak odpowiedzieć',
		scan: 'Proszę zrobić telefonem zdjęcie tego kwadratu. Otworzy się strona.',
		typeInstead: (address) => `Albo wejść na stronę ${address} i wpisać ten kod:`,
		choose: 'Proszę przeczytać stronę lub jej posłuchać. Potem wybrać tak lub nie.',
		slipNeeded:
			'Żeby powiedzieć tak, potrzebna jest też kartka z 6 znakami. Dostaną ją Państwo w szkole. Żeby powiedzieć nie, wystarczy ten list.',
		onlyYou:
			'Ten list jest tylko dla Państwa. Proszę go nikomu nie dawać. Proszę go zachować: później można zmienić zdanie.',
		until: (date) => `Link działa do ${date}.`,
		paper: 'Wolą Państwo porozmawiać albo odpowiedzieć na papierze? To też jest możliwe. Proszę powiedzieć w szkole.',
		slipTitle: 'Kod, żeby powiedzieć tak',
		slipBody: 'Proszę wpisać ten kod, żeby powiedzieć tak. Żeby powiedzieć nie, kod nie jest potrzebny.'
	}
};
