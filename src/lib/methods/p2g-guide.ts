import type { MeetingGuide } from '$lib/engine/pack';

/**
 * A guide for whoever leads a meeting of the default method, by its id (R12): which topics matter in it, and how people
 * come to see what it brought them.
 */
export const p2gGuide: Readonly<Record<string, MeetingGuide>> = {
	m1: {
		topics: [
			{
				nl: 'Begin bij een kind met wie het goed gaat. Wie daar woorden voor vindt, vindt ze ook voor het contact dat stroef loopt.',
				en: 'Begin with a child with whom it goes well. Who finds words for that also finds them for the contact that is hard.'
			},
			{
				nl: 'Blijf bij de relatie. Gaat het over gedrag, vraag dan wat dat doet tussen die twee.',
				en: 'Stay with the relationship. When behaviour comes up, ask what it does between the two.'
			},
			{
				nl: 'Spreek af wanneer er gespeeld wordt en wie dan de klas overneemt. Zonder dat komt het er niet van.',
				en: 'Agree on when people play, and who takes the class then. Without that it does not happen.'
			}
		],
		yield: {
			nl: 'Laat iedereen hardop zeggen met welk kind ze verder wil, en waarom juist met dit kind.',
			en: 'Let everybody say aloud with which child she wants to go on, and why with this one.'
		}
	},
	m2: {
		topics: [
			{
				nl: 'Oefen het luisteren eerst: stiltes laten, herhalen, vragen naar één keer. Raad bewaar je.',
				en: 'Practise listening first: leave silences, repeat, ask about one occasion. Keep advice for later.'
			},
			{
				nl: 'Drie woorden voor de band zijn genoeg. Bij elk woord hoort een voorval.',
				en: 'Three words for the bond are enough. To each word belongs something that happened.'
			},
			{
				nl: 'Zoek samen waar spelen past in groep 3 en 4: bouwen, tekenen, samen opruimen, een praatje.',
				en: 'Find together where play fits in the older classes: building, drawing, tidying up together, a chat.'
			}
		],
		yield: {
			nl: 'Iedereen schrijft haar eerste plan op: één vaardigheid, één vast moment in de week.',
			en: 'Everybody writes down her first plan: one skill, one fixed moment in the week.'
		}
	},
	m3: {
		topics: [
			{
				nl: 'De eerste keer kijken is spannend. Zeg dat kort en gewoon goed is, en dat wie inbrengt zelf kiest wat er te zien is.',
				en: 'Watching for the first time is exciting. Say that short and ordinary is fine, and that who brings a clip chooses what is seen.'
			},
			{
				nl: 'Eerst kijken, dan pas duiden. Vraag bij elke uitleg: waar zag je dat?',
				en: 'Look first, give it meaning later. At every explanation ask: where did you see that?'
			},
			{
				nl: 'Zegt iemand "aandacht"? Vraag welke aandacht precies, en waaraan je dat ziet.',
				en: 'Does somebody say “attention”? Ask which attention exactly, and what shows it.'
			}
		],
		yield: {
			nl: 'Sluit af met wat de inbrenger meeneemt, in haar eigen woorden, en noem één moment dat de groep bijbleef.',
			en: 'Close with what the presenter takes along, in her own words, and name one moment that stayed with the group.'
		}
	},
	m4: {
		topics: [
			{
				nl: 'In kleine groepen komt iedereen aan het woord. Loop rond, luister even en ga weer verder.',
				en: 'In small groups everybody gets a say. Go round, listen for a while and move on.'
			},
			{
				nl: 'Vraag naar kleine toenaderingen van het kind: een blik, een stap dichterbij. Wat gebeurde er daarna?',
				en: 'Ask about small moves of the child: a glance, a step closer. What happened next?'
			},
			{
				nl: 'Lukt spelen weinig? Vraag wat het in de weg staat en wie kan helpen. Weinig keren kan ook al veel doen.',
				en: 'Is there little play? Ask what is in the way and who can help. A few times can do a lot already.'
			}
		],
		yield: {
			nl: 'Elke groep brengt één zin mee terug. Hang ze naast elkaar en vraag wat ze gemeen hebben.',
			en: 'Each group brings one sentence back. Put them side by side and ask what they have in common.'
		}
	},
	m5: {
		topics: [
			{
				nl: 'Leg de drie woorden van nu naast die van het begin. Het verschil vertelt meer dan een cijfer.',
				en: 'Lay the three words of now beside those of the beginning. The difference says more than a figure.'
			},
			{
				nl: 'Vraag wie er veranderde: het kind, jijzelf, of wat er tussen jullie is.',
				en: 'Ask who changed: the child, you yourself, or what is between you.'
			},
			{
				nl: 'Kijk ook naar jullie als groep. Wat houden we, wat doen we de volgende keer anders?',
				en: 'Look at yourselves as a group too. What do we keep, what do we do differently next time?'
			}
		],
		yield: {
			nl: 'Laat iedereen één ding noemen dat blijft, ook zonder bijeenkomsten.',
			en: 'Let everybody name one thing that stays, without meetings too.'
		}
	}
};
