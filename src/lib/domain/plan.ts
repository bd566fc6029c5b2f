/**
 * What each kind of entry in the reflection plan holds (R96-R99). Stored sealed; every text is the owner's own,
 * except what the group gave, which is quoted with its giver.
 */
export interface PlanFields {
	start: { words: [string, string, string]; relation: string; needs: string };
	'play-moment': {
		context: string;
		skill: string;
		leftOut: string;
		help: string;
		minutes: number | null;
		filmed: boolean;
		happened: string;
		learned: string;
		next: string;
		done: boolean;
	};
	clip: { title: string };
	session: {
		seen: { text: string; codes: string[]; atMs: number | null }[];
		needs: { text: string; codes: string[] }[];
		strengths: { text: string; giver: string; atMs: number | null }[];
		tips: { text: string; giver: string }[];
		intentions: string[];
		takeaway: string;
	};
	note: { text: string };
	end: { words: [string, string, string]; changed: string; goOn: 'finish' | 'go-on' | 'undecided'; keep: string; support: string };
}
export type PlanKind = keyof PlanFields;
