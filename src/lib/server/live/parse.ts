import * as v from 'valibot';
import { isDrawing } from '$lib/domain/drawing';
import type { Place, PlayerReport, ShownDrawing } from '$lib/domain/live';
import type { PlaybackCommand } from '$lib/domain/timeline';
import { BadFrame } from './wire';

const number = v.pipe(v.number(), v.finite());

const playbackCommand = v.variant('do', [
	v.object({ do: v.literal('play') }),
	v.object({ do: v.literal('pause') }),
	v.object({ do: v.literal('wait'), ms: number }),
	v.object({ do: v.literal('seek'), position: number }),
	v.object({ do: v.literal('rate'), rate: number }),
	v.object({ do: v.literal('loop'), loop: v.nullable(v.object({ from: number, to: number })) }),
	v.object({ do: v.literal('mute'), muted: v.boolean() })
]);

const playerReport = v.object({
	state: v.picklist(['ready', 'buffering', 'tap-needed', 'broken', 'elsewhere']),
	position: number,
	// a page that stayed open through an update does not say these yet: it counts as not there
	version: v.optional(number, 0),
	frame: v.optional(v.nullable(number), null)
});

const share = v.pipe(number, v.minValue(0), v.maxValue(1));
const drawn = v.nullable(v.strictObject({ drawing: v.custom<string>(isDrawing), t: v.pipe(number, v.minValue(0)) }));
const place = v.strictObject({ x: share, y: share });

function read<T extends v.GenericSchema>(schema: T, json: unknown): v.InferOutput<T> {
	const read = v.safeParse(schema, json);
	if (!read.success) throw new BadFrame('not what this frame holds');
	return read.output;
}

/** A command as a browser sent it: the shape only; whether it may is the engine's answer. Throws `BadFrame`. */
export const readPlaybackCommand = (json: unknown): PlaybackCommand => read(playbackCommand, json);
export const readPlayerReport = (json: unknown): PlayerReport => read(playerReport, json);
/** [L26] A place inside the picture; anything beside it, or more than it, is a damaged frame. */
export const readPlace = (json: unknown): Place => read(place, json);
/** [BS6] A drawing and its moment, or null; anything beside that is a damaged frame. */
export const readDrawn = (json: unknown): ShownDrawing | null => read(drawn, json);
/** The browser's own time, which goes back to it as it came. */
export const readPing = (json: unknown): number => read(v.object({ t0: number }), json).t0;
