// Longer than the house likes: 130 words are one list.
import type { Text } from '$lib/engine/pack';

/**
 * A word for the relationship between a teacher and a child, never for the child (R87). The list goes by the
 * Dutch alphabet, says nothing of good or bad, and is there to inspire: an own word is always welcome.
 */
export interface RelationWord {
	id: string;
	word: Text;
}

const w = (id: string, nl: string, en: string): RelationWord => ({ id, word: { nl, en } });

export const relationWords: readonly RelationWord[] = [
	w('rw001', 'aantrekken en afstoten', 'push and pull'),
	w('rw002', 'accepterend', 'accepting'),
	w('rw003', 'afgestemd', 'attuned'),
	w('rw004', 'afhankelijk', 'dependent'),
	w('rw005', 'afstandelijk', 'distant'),
	w('rw006', 'aftastend', 'feeling each other out'),
	w('rw007', 'afwachtend', 'wait-and-see'),
	w('rw008', 'afwijzend', 'rejecting'),
	w('rw009', 'begripvol', 'understanding'),
	w('rw010', 'beleefd', 'polite'),
	w('rw011', 'bemoedigend', 'encouraging'),
	w('rw012', 'beschermend', 'protective'),
	w('rw013', 'betrouwbaar', 'dependable'),
	w('rw014', 'botsend', 'clashing'),
	w('rw015', 'broos', 'brittle, frail'),
	w('rw016', 'chaotisch', 'chaotic'),
	w('rw017', 'close', 'close'),
	w('rw018', 'controlerend', 'controlling'),
	w('rw019', 'dynamisch', 'dynamic'),
	w('rw020', 'eenzijdig', 'one-sided'),
	w('rw021', 'eerlijk', 'honest'),
	w('rw022', 'energiegevend', 'energising'),
	w('rw023', 'explosief', 'explosive'),
	w('rw024', 'formeel', 'formal'),
	w('rw025', 'frustrerend', 'frustrating'),
	w('rw026', 'functioneel', 'functional'),
	w('rw027', 'geborgen', 'sheltered'),
	w('rw028', 'geduldig', 'patient'),
	w('rw029', 'geladen', 'charged'),
	w('rw030', 'gelijkwaardig', 'on equal footing'),
	w('rw031', 'gesloten', 'closed'),
	w('rw032', 'gespannen', 'tense'),
	w('rw033', 'geven en nemen', 'give and take'),
	w('rw034', 'gewoon', 'ordinary'),
	w('rw035', 'gezellig', 'cosy, sociable'),
	w('rw036', 'geïrriteerd', 'irritated'),
	w('rw037', 'grillig', 'erratic'),
	w('rw038', 'groeiend', 'growing'),
	w('rw039', 'harmonieus', 'harmonious'),
	w('rw040', 'hartelijk', 'cordial'),
	w('rw041', 'hecht', 'tight-knit'),
	w('rw042', 'hoopvol', 'hopeful'),
	w('rw043', 'in balans', 'in balance'),
	w('rw044', 'in beweging', 'in motion'),
	w('rw045', 'in ontwikkeling', 'developing'),
	w('rw046', 'ingewikkeld', 'complicated'),
	w('rw047', 'innig', 'affectionate, intimate'),
	w('rw048', 'inspirerend', 'inspiring'),
	w('rw049', 'instabiel', 'unstable'),
	w('rw050', 'intens', 'intense'),
	w('rw051', 'kameraadschappelijk', 'comradely'),
	w('rw052', 'kil', 'chilly'),
	w('rw053', 'kleurrijk', 'colourful'),
	w('rw054', 'koel', 'cool'),
	w('rw055', 'kwetsbaar', 'vulnerable'),
	w('rw056', 'langs elkaar heen', 'talking past each other'),
	w('rw057', 'leeg', 'empty'),
	w('rw058', 'levendig', 'lively'),
	w('rw059', 'liefdevol', 'loving'),
	w('rw060', 'luchtig', 'light'),
	w('rw061', 'machteloos', 'powerless'),
	w('rw062', 'met vallen en opstaan', 'by trial and error'),
	w('rw063', 'moeizaam', 'laborious'),
	w('rw064', 'naast elkaar', 'side by side'),
	w('rw065', 'neutraal', 'neutral'),
	w('rw066', 'nieuw', 'new'),
	w('rw067', 'nieuwsgierig naar elkaar', 'curious about each other'),
	w('rw068', 'onbekend', 'unfamiliar'),
	w('rw069', 'ondersteunend', 'supportive'),
	w('rw070', 'onderzoekend', 'exploring'),
	w('rw071', 'ongelijkwaardig', 'unequal'),
	w('rw072', 'onrustig', 'restless'),
	w('rw073', 'ontspannen', 'relaxed'),
	w('rw074', 'onvoorspelbaar', 'unpredictable'),
	w('rw075', 'onzeker', 'insecure'),
	w('rw076', 'op dezelfde golflengte', 'on the same wavelength'),
	w('rw077', 'op eieren lopen', 'walking on eggshells'),
	w('rw078', 'op gepaste afstand', 'at a fitting distance'),
	w('rw079', 'open', 'open'),
	w('rw080', 'oppervlakkig', 'superficial'),
	w('rw081', 'plezierig', 'pleasant'),
	w('rw082', 'pril', 'budding, early'),
	w('rw083', 'respectvol', 'respectful'),
	w('rw084', 'ruimte gevend', 'giving room'),
	w('rw085', 'rustig', 'calm'),
	w('rw086', 'serieus', 'serious'),
	w('rw087', 'soepel', 'smooth'),
	w('rw088', 'speels', 'playful'),
	w('rw089', 'stabiel', 'stable'),
	w('rw090', 'stap voor stap', 'step by step'),
	w('rw091', 'stil', 'quiet'),
	w('rw092', 'strijd', 'a struggle'),
	w('rw093', 'stroef', 'stiff, awkward'),
	w('rw094', 'sturend', 'steering, directive'),
	w('rw095', 'taakgericht', 'task-focused'),
	w('rw096', 'teleurstellend', 'disappointing'),
	w('rw097', 'terughoudend', 'reserved'),
	w('rw098', 'uitdagend', 'challenging'),
	w('rw099', 'uitputtend', 'exhausting'),
	w('rw100', 'vanzelfsprekend', 'natural, self-evident'),
	w('rw101', 'vastgelopen', 'stuck'),
	w('rw102', 'veilig', 'safe'),
	w('rw103', 'verbonden', 'connected'),
	w('rw104', 'vermijdend', 'avoidant'),
	w('rw105', 'vermoeiend', 'tiring'),
	w('rw106', 'verrassend', 'surprising'),
	w('rw107', 'verstikkend', 'suffocating'),
	w('rw108', 'vertrouwd', 'familiar, trusted'),
	w('rw109', 'verzorgend', 'nurturing in a practical sense'),
	w('rw110', 'vijandig', 'hostile'),
	w('rw111', 'vlak', 'flat'),
	w('rw112', 'vluchtig', 'fleeting'),
	w('rw113', 'vol humor', 'full of humour'),
	w('rw114', 'vol vertrouwen', 'full of trust'),
	w('rw115', 'volgend', 'following'),
	w('rw116', 'voorspelbaar', 'predictable'),
	w('rw117', 'voorzichtig', 'cautious'),
	w('rw118', 'vrij', 'free, at ease'),
	w('rw119', 'vrolijk', 'cheerful'),
	w('rw120', 'waardevol', 'valuable'),
	w('rw121', 'wankel', 'shaky'),
	w('rw122', 'wantrouwend', 'mistrustful'),
	w('rw123', 'warm', 'warm'),
	w('rw124', 'water-en-vuur', 'like fire and water'),
	w('rw125', 'wederkerig', 'reciprocal'),
	w('rw126', 'wisselend', 'varying'),
	w('rw127', 'zakelijk', 'businesslike'),
	w('rw128', 'zoekend', 'searching'),
	w('rw129', 'zonder veel woorden', 'without many words'),
	w('rw130', 'zorgzaam', 'caring')
];

/** Words that describe the child or the grown-up rather than what is between them: a soft hint, never a block (R88). */
const aboutOne: Text[] = [
	{ nl: 'grensoverschrijdend', en: 'transgressive' },
	{ nl: 'vindingrijk', en: 'inventive' },
	{ nl: 'druk', en: 'busy' },
	{ nl: 'brutaal', en: 'cheeky' },
	{ nl: 'verlegen', en: 'shy' },
	{ nl: 'lui', en: 'lazy' },
	{ nl: 'slim', en: 'clever' },
	{ nl: 'boos', en: 'angry' },
	{ nl: 'ongehoorzaam', en: 'disobedient' },
	{ nl: 'dwars', en: 'contrary' },
	{ nl: 'lief kind', en: 'sweet child' },
	{ nl: 'zeurderig', en: 'whiny' },
	{ nl: 'agressief', en: 'aggressive' },
	{ nl: 'dromerig', en: 'dreamy' }
];

type Language = keyof Text;
const fold = (word: string): string => word.trim().toLowerCase();

/** All words in one language, in the order of that language's list. */
export const relationWordsIn = (language: Language): string[] =>
	relationWords.map((entry) => entry.word[language]).sort(new Intl.Collator(language).compare);

/** Words for which a reader gets the hint, in one language. */
export const wordsAboutOne = (language: Language): string[] => aboutOne.map((word) => word[language]);

/** A chosen word in the reader's language; an own word stays as it was written. */
export function wordIn(language: Language, chosen: string): string {
	const found = relationWords.find(({ word }) => word.nl === fold(chosen) || word.en === fold(chosen));
	return found ? found.word[language] : chosen.trim();
}
