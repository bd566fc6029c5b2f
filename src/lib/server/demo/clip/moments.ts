/**
 * What can be seen in the demo clip `tower.mp4`, and exactly when. The clip is drawn by bin/make-demo-clip, which
 * refuses to run when these times differ from the drawn ones. Codes are those of the Playing-2-gether observation
 * list; the sentences say literally what is visible, because looking comes before judging.
 */

export interface ClipMoment {
	/** Name of the story beat in the clip's script. */
	readonly id: string;
	/** Milliseconds from the first frame. */
	readonly atMs: number;
	readonly actor: 'child' | 'teacher' | 'together';
	/** Playing-2-gether code: s skill or stance of the teacher, v/n/c contact of the child, r warm relation. */
	readonly code: 'c1' | 'n1' | 'n2' | 'n3' | 'n4' | 'r1' | 'r2' | 'r4' | 's1' | 's2' | 's6' | 's7' | 's8';
	/** Literal observation, Dutch. */
	readonly nl: string;
	/** Literal observation, English. */
	readonly en: string;
}

/** Facts of `tower.mp4`, for who seeds it. */
export const clipFacts = { durationMs: 80_000, fps: 25, width: 1280, height: 720, keyFrameEveryMs: 1000 } as const;

/** In the order of time. The child is J., the teacher Marit. */
export const moments: readonly ClipMoment[] = [
	{
		id: 'turnedAway',
		atMs: 8000,
		actor: 'child',
		code: 'c1',
		nl: 'J. zit half van Marit afgedraaid en stapelt blokken op de kist.',
		en: 'J. sits half turned away from Marit and stacks blocks on the crate.'
	},
	{
		id: 'teacherWaits',
		atMs: 13000,
		actor: 'teacher',
		code: 's1',
		nl: 'Marit houdt een groen blok in haar handen, zegt niets en kijkt naar J.',
		en: 'Marit holds a green block in her hands, says nothing and looks at J.'
	},
	{
		id: 'looksAtHands',
		atMs: 14000,
		actor: 'child',
		code: 'n1',
		nl: 'J. draait zijn hoofd en kijkt twee tellen naar de handen van Marit.',
		en: 'J. turns his head and looks at Marit’s hands for two seconds.'
	},
	{
		id: 'mirrors',
		atMs: 22000,
		actor: 'teacher',
		code: 's2',
		nl: 'J. heeft een rood blok op de toren gezet. Marit pakt ook een rood blok en zet het op de rij ernaast.',
		en: 'J. has put a red block on the tower. Marit picks up a red block too and puts it on the row beside it.'
	},
	{
		id: 'buildsOnHerSide',
		atMs: 28000,
		actor: 'together',
		code: 'r1',
		nl: 'Marit zette een rood blok neer. J. zet er een blauw blok bovenop.',
		en: 'Marit put down a red block. J. puts a blue block on top of it.'
	},
	{
		id: 'looksAtFace',
		atMs: 31000,
		actor: 'child',
		code: 'n1',
		nl: 'J. kijkt op naar het gezicht van Marit, twee tellen lang.',
		en: 'J. looks up at Marit’s face, for two seconds.'
	},
	{
		id: 'meetsHisLook',
		atMs: 32000,
		actor: 'teacher',
		code: 's8',
		nl: 'Marit kijkt terug en glimlacht. Haar handen liggen stil.',
		en: 'Marit looks back and smiles. Her hands lie still.'
	},
	{
		id: 'smiles',
		atMs: 38000,
		actor: 'child',
		code: 'n2',
		nl: 'J. kijkt Marit aan en lacht. Een tel later lacht zij ook.',
		en: 'J. looks at Marit and smiles. A second later she smiles too.'
	},
	{
		id: 'offers',
		atMs: 46000,
		actor: 'child',
		code: 'n4',
		nl: 'J. houdt het gele blok naar Marit toe en kijkt haar aan.',
		en: 'J. holds the yellow block out to Marit and looks at her.'
	},
	{
		id: 'givesRoom',
		atMs: 47000,
		actor: 'teacher',
		code: 's7',
		nl: 'Marit kijkt naar het blok en naar J. Ze laat haar handen twee tellen liggen.',
		en: 'Marit looks at the block and at J. She leaves her hands where they are for two seconds.'
	},
	{
		id: 'opensHand',
		atMs: 49000,
		actor: 'teacher',
		code: 's6',
		nl: 'Marit houdt haar open hand onder het blok. J. laat het los.',
		en: 'Marit holds her open hand under the block. J. lets go of it.'
	},
	{
		id: 'together',
		atMs: 51000,
		actor: 'together',
		code: 'r4',
		nl: 'J. gaf het gele blok, Marit zet het boven op hun toren. J. volgt haar hand.',
		en: 'J. gave the yellow block, Marit puts it on top of their tower. J. follows her hand.'
	},
	{
		id: 'leansIn',
		atMs: 54000,
		actor: 'child',
		code: 'n3',
		nl: 'J. buigt naar de toren en naar Marit toe.',
		en: 'J. leans towards the tower and towards Marit.'
	},
	{
		id: 'bothLook',
		atMs: 57000,
		actor: 'together',
		code: 'r4',
		nl: 'De toren wiebelt. Allebei kijken ze ernaar, met open mond en de handen omhoog.',
		en: 'The tower sways. They both look at it, mouths open and hands raised.'
	},
	{
		id: 'laugh',
		atMs: 63000,
		actor: 'together',
		code: 'r2',
		nl: 'De toren valt. J. kijkt naar Marit, Marit kijkt naar J., en ze lachen allebei.',
		en: 'The tower falls. J. looks at Marit, Marit looks at J., and they both laugh.'
	},
	{
		id: 'movesCloser',
		atMs: 70000,
		actor: 'child',
		code: 'n3',
		nl: 'J. schuift op zijn knieën dichter naar Marit toe.',
		en: 'J. shuffles on his knees closer to Marit.'
	},
	{
		id: 'pushesBlock',
		atMs: 71400,
		actor: 'child',
		code: 'n4',
		nl: 'J. schuift het gele blok over de tafel naar de hand van Marit en kijkt op.',
		en: 'J. pushes the yellow block across the table to Marit’s hand and looks up.'
	},
	{
		id: 'buildsOn',
		atMs: 75000,
		actor: 'together',
		code: 'r1',
		nl: 'J. zet een blok neer, daarna zet Marit er een. Ze bouwen om de beurt.',
		en: 'J. puts down a block, then Marit puts one down. They build in turns.'
	}
];
