// Longer than the house likes: a scheme of thirty codes is one list, read from top to bottom.
import type { Code, CodeGroup, Need } from '$lib/engine/pack';

/** Groups of the observation scheme, in the order people meet them. */
export const codeGroups: CodeGroup[] = [
	{ id: 'nonverbal', label: { nl: 'contact zonder woorden', en: 'contact without words' } },
	{ id: 'verbal', label: { nl: 'contact met woorden', en: 'contact with words' } },
	{ id: 'closing', label: { nl: 'contact sluiten', en: 'closing contact' } },
	{ id: 'skill', label: { nl: 'vaardigheden', en: 'skills' } },
	{ id: 'stance', label: { nl: 'houding', en: 'stance' } },
	{ id: 'warm', label: { nl: 'warme relatie', en: 'warm relationship' } },
	{ id: 'dont', label: { nl: 'liever niet', en: 'rather not' } },
	{ id: 'experience', label: { nl: 'beleving', en: 'experience' } }
];

/** What can be seen, in neutral words. Several codes per observation (R80); don'ts are never counted for others (R81). */
export const codes: Code[] = [
	{
		id: 's1',
		group: 'skill',
		actor: 'teacher',
		polarity: 'plus',
		channel: 'non-verbal',
		label: { nl: 'observeren', en: 'observing' },
		help: {
			nl: 'wacht, kijkt naar gezicht en spel voordat je iets doet',
			en: 'waits, watches face and play before acting'
		}
	},
	{
		id: 's2',
		group: 'skill',
		actor: 'teacher',
		polarity: 'plus',
		channel: 'non-verbal',
		label: { nl: 'spiegelen van het spel', en: 'mirroring the play' },
		help: {
			nl: 'doet hetzelfde in hetzelfde tempo',
			en: 'does the same thing in the same tempo, e.g. hangs an ornament on a similar spot'
		}
	},
	{
		id: 's3',
		group: 'skill',
		actor: 'teacher',
		polarity: 'plus',
		channel: 'verbal',
		label: { nl: 'verwoorden wat er gebeurt', en: 'putting into words' },
		help: {
			nl: 'zegt wat het kind doet, herhaalt de woorden van het kind',
			en: "says what the child does, repeats the child's words"
		}
	},
	{
		id: 's4',
		group: 'skill',
		actor: 'teacher',
		polarity: 'plus',
		channel: 'verbal',
		label: { nl: 'benoemen van emoties', en: 'naming emotions' },
		help: { nl: 'noemt wat het kind lijkt te voelen', en: 'names what the child seems to feel' }
	},
	{
		id: 's5',
		group: 'skill',
		actor: 'teacher',
		polarity: 'plus',
		channel: 'none',
		label: { nl: 'inspelen op relationele behoeften', en: 'responding to relational needs' },
		help: {
			nl: 'geeft nabijheid, ruimte, tijd of duidelijkheid zoals dit kind die nodig heeft',
			en: 'gives closeness, space, time or clarity as this child needs'
		}
	},
	{
		id: 's6',
		group: 'stance',
		actor: 'teacher',
		polarity: 'plus',
		channel: 'none',
		label: { nl: 'kind heeft de leiding', en: 'child leads' },
		help: {
			nl: 'vraagt wat het kind wil, neemt het idee over, wacht af',
			en: "asks what child wants, adopts child's idea, waits, less-knowing partner"
		}
	},
	{
		id: 's7',
		group: 'stance',
		actor: 'teacher',
		polarity: 'plus',
		channel: 'non-verbal',
		label: { nl: 'ruimte geven', en: 'giving room' },
		help: {
			nl: 'doet een stap terug, in woorden of in houding',
			en: 'backs off physically or verbally; patience, calm'
		}
	},
	{
		id: 's8',
		group: 'stance',
		actor: 'teacher',
		polarity: 'plus',
		channel: 'none',
		label: { nl: 'beschikbaar, afgestemd', en: 'available, attuned' },
		help: {
			nl: 'volgt met blik, lach en houding, vriendelijke toon',
			en: 'follows with gaze, smile, posture; friendly tone'
		}
	},
	{
		id: 'd1',
		group: 'dont',
		actor: 'teacher',
		polarity: 'dont',
		channel: 'verbal',
		label: { nl: 'steeds vragen stellen', en: 'asking question after question' },
		help: { nl: 'meer vragen achter elkaar die sturen', en: 'several questions in a row, steering' }
	},
	{
		id: 'd2',
		group: 'dont',
		actor: 'teacher',
		polarity: 'dont',
		channel: 'verbal',
		label: { nl: 'opdrachten geven', en: 'giving tasks' },
		help: { nl: 'zegt het kind wat het moet doen', en: 'tells the child what to do' }
	},
	{
		id: 'd3',
		group: 'dont',
		actor: 'teacher',
		polarity: 'dont',
		channel: 'verbal',
		label: { nl: 'prijzen', en: 'praising' },
		help: { nl: 'geeft een oordeel, ook als het vriendelijk is', en: 'evaluative praise, even when kind' }
	},
	{
		id: 'd4',
		group: 'dont',
		actor: 'teacher',
		polarity: 'dont',
		channel: 'verbal',
		label: { nl: 'lesjes geven', en: 'teaching little lessons' },
		help: { nl: 'woordjes, tellen, uitleggen', en: 'vocabulary, counting, explaining' }
	},
	{
		id: 'v1',
		group: 'verbal',
		actor: 'child',
		polarity: 'plus',
		channel: 'verbal',
		label: { nl: 'vertelt uit zichzelf', en: 'tells something spontaneously' },
		help: { nl: 'begint zelf ergens over, deelt iets', en: 'starts a topic, shares an experience' }
	},
	{
		id: 'v2',
		group: 'verbal',
		actor: 'child',
		polarity: 'plus',
		channel: 'verbal',
		label: { nl: 'doet een voorstel', en: 'proposes, directs' },
		help: { nl: 'zegt wat jij kunt doen, maakt plannen', en: 'tells the teacher what to do, plans on' }
	},
	{
		id: 'v3',
		group: 'verbal',
		actor: 'child',
		polarity: 'plus',
		channel: 'verbal',
		label: { nl: 'vraagt de leerkracht erbij', en: 'asks the teacher in' },
		help: { nl: 'vraagt je om mee te doen of te helpen', en: 'asks to play, asks for help' }
	},
	{
		id: 'v4',
		group: 'verbal',
		actor: 'child',
		polarity: 'plus',
		channel: 'verbal',
		label: { nl: 'herhaalt, antwoordt', en: 'repeats, answers' },
		help: { nl: 'pakt jouw woorden op', en: "picks up the teacher's words" }
	},
	{
		id: 'n1',
		group: 'nonverbal',
		actor: 'child',
		polarity: 'plus',
		channel: 'non-verbal',
		label: { nl: 'kijkt terug', en: 'looks back' },
		help: { nl: 'een blik, oogcontact, volgt wat jij doet', en: 'glance, eye contact, follows what teacher does' }
	},
	{
		id: 'n2',
		group: 'nonverbal',
		actor: 'child',
		polarity: 'plus',
		channel: 'non-verbal',
		label: { nl: 'lacht', en: 'smiles, laughs' },
		help: { nl: 'lacht naar je of met je', en: 'to or with the teacher' }
	},
	{
		id: 'n3',
		group: 'nonverbal',
		actor: 'child',
		polarity: 'plus',
		channel: 'non-verbal',
		label: { nl: 'komt dichterbij', en: 'moves closer, leans in' },
		help: {
			nl: 'draait naar je toe, komt dichterbij staan of zitten',
			en: 'body turns, stands nearer, comes to sit at the table'
		}
	},
	{
		id: 'n4',
		group: 'nonverbal',
		actor: 'child',
		polarity: 'plus',
		channel: 'non-verbal',
		label: { nl: 'laat zien, geeft aan', en: 'shows, hands over' },
		help: { nl: 'houdt iets omhoog, biedt materiaal aan', en: 'holds up work, offers material' }
	},
	{
		id: 'n5',
		group: 'nonverbal',
		actor: 'child',
		polarity: 'plus',
		channel: 'non-verbal',
		label: { nl: 'raakt aan, begroet', en: 'touches, greets' },
		help: { nl: 'high five, boks, aanraking', en: 'high five, fist bump, touch' }
	},
	{
		id: 'n6',
		group: 'nonverbal',
		actor: 'child',
		polarity: 'plus',
		channel: 'non-verbal',
		label: { nl: 'doet na', en: 'imitates, matches' },
		help: { nl: 'neemt jouw beweging over', en: "takes over the teacher's move" }
	},
	{
		id: 'n7',
		group: 'nonverbal',
		actor: 'child',
		polarity: 'plus',
		channel: 'non-verbal',
		label: { nl: 'plezier of trots in het lijf', en: 'body language of fun or pride' },
		help: { nl: 'ontspannen, stralend, trots', en: 'relaxes, flutters, beams' }
	},
	{
		id: 'c1',
		group: 'closing',
		actor: 'child',
		polarity: 'neutral',
		channel: 'non-verbal',
		label: { nl: 'wendt af, sluit af', en: 'turns away, closes off' },
		help: {
			nl: 'kijkt weg, verstart, loopt weg; noteren, nooit verwijten',
			en: 'looks away, freezes, walks off; note, never blame'
		}
	},
	{
		id: 'r1',
		group: 'warm',
		actor: 'together',
		polarity: 'plus',
		channel: 'none',
		label: { nl: 'wederkerigheid', en: 'reciprocity' },
		help: { nl: 'allebei voegen een beurt toe', en: 'both add a turn' }
	},
	{
		id: 'r2',
		group: 'warm',
		actor: 'together',
		polarity: 'plus',
		channel: 'none',
		label: { nl: 'gedeeld plezier', en: 'shared pleasure' },
		help: { nl: 'lachen om hetzelfde', en: 'laughing at the same thing' }
	},
	{
		id: 'r3',
		group: 'warm',
		actor: 'child',
		polarity: 'plus',
		channel: 'none',
		label: { nl: 'eigenaarschap kind', en: "child's ownership" },
		help: { nl: 'maakt er een eigen idee van', en: 'bends the task to own idea' }
	},
	{
		id: 'r4',
		group: 'warm',
		actor: 'together',
		polarity: 'plus',
		channel: 'none',
		label: { nl: 'samen in plaats van naast elkaar', en: 'together instead of side by side' },
		help: { nl: 'kantelpunt in het fragment', en: 'turning point in the fragment' }
	},
	{
		id: 'b1',
		group: 'experience',
		actor: 'teacher',
		polarity: 'neutral',
		channel: 'none',
		label: { nl: 'beleving leerkracht', en: "teacher's experience" },
		help: { nl: 'alleen door de inbrenger gezegd', en: 'said by the presenter only' }
	},
	{
		id: 'b2',
		group: 'experience',
		actor: 'child',
		polarity: 'neutral',
		channel: 'none',
		label: { nl: 'beleving kind (vermoeden)', en: "child's experience (guess)" },
		help: { nl: 'als vermoeden, met wat je ziet als bewijs', en: 'phrased as a guess with visible evidence' }
	}
];

/** Words for what a child may need in the contact. `aandacht` is too general and asks on (R69). */
export const needs: Need[] = [
	{ id: 'seen', label: { nl: 'gezien worden', en: 'being seen' }, askOn: false },
	{ id: 'safety', label: { nl: 'veiligheid', en: 'safety' }, askOn: false },
	{ id: 'competence', label: { nl: 'zich competent voelen', en: 'feeling competent' }, askOn: false },
	{ id: 'stability', label: { nl: 'stabiliteit', en: 'stability' }, askOn: false },
	{ id: 'calm', label: { nl: 'rust', en: 'calm' }, askOn: false },
	{ id: 'being-there', label: { nl: 'er zijn', en: 'being there' }, askOn: false },
	{ id: 'clarity', label: { nl: 'duidelijke kaders', en: 'clear frames' }, askOn: false },
	{ id: 'warmth', label: { nl: 'warmte', en: 'warmth' }, askOn: false },
	{ id: 'together', label: { nl: 'samen iets doen', en: 'doing something together' }, askOn: false },
	{
		id: 'doing-for',
		label: { nl: 'iets voor de leerkracht mogen doen', en: 'being allowed to do something for the teacher' },
		askOn: false
	},
	{ id: 'wordless', label: { nl: 'nabijheid zonder woorden', en: 'closeness without words' }, askOn: false },
	{ id: 'closeness', label: { nl: 'fysieke nabijheid', en: 'physical closeness' }, askOn: false },
	{ id: 'room', label: { nl: 'ruimte', en: 'room' }, askOn: false },
	{
		id: 'quietly-seen',
		label: {
			nl: 'gezien worden zonder in de belangstelling te staan',
			en: 'being seen without being the centre of attention'
		},
		askOn: false
	},
	{ id: 'attention', label: { nl: 'aandacht', en: 'attention' }, askOn: true }
];
