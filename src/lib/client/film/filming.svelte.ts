import {
	atRest,
	bellMinutes,
	elapsed,
	halt,
	run,
	wayToFilm,
	type Camera,
	type Filmed,
	type Filming,
	type FilmStage,
	type FilmTrouble,
	type Stopwatch
} from '$lib/domain/filming';
import { stayAwake } from './awake';
import { Bell } from './bell';
import { listCameras, openCamera } from './camera';
import { canKeepFilms, FilmStore } from './film-store';
import { askFilmKey, FilmKeeper, type AskFilmKey } from './kept-film';
import { Take } from './take';

/** A minute of filming takes about so much of a device, bytes. */
const minuteBytes = 50_000_000;
/** How often the clock on the screen moves, ms. */
const tick = 250;

/** The camera of this device, and what it films of one child. Every recording is kept while it is made [F2]. */
export class DeviceFilming implements Filming {
	stage: FilmStage = $state('off');
	trouble: FilmTrouble | null = $state(null);
	picture: MediaStream | null = $state.raw(null);
	mirrored = $state(false);
	silent = $state(false);
	cameras: Camera[] = $state.raw([]);
	camera: string | null = $state(null);
	elapsedMs = $state(0);
	minutes: number = $state(bellMinutes.usual);
	rung = $state(false);
	kept = $state(true);
	low = $state(false);
	readonly #store = new FilmStore();
	#take: Take | null = null;
	#keeper: FilmKeeper | null = null;
	/** Pieces from before the key was there. */
	#early: { piece: Blob; ms: number }[] = [];
	#id = '';
	#watch: Stopwatch = atRest;
	#bell: Bell | null = null;
	#clock: ReturnType<typeof setInterval> | undefined;
	#sleep: () => void = () => undefined;

	constructor(
		private readonly trajectory: string,
		private readonly ask: AskFilmKey = askFilmKey
	) {}

	async open(camera?: string): Promise<void> {
		if (this.#take) return;
		this.stage = 'asking';
		this.trouble = null;
		this.#dark();
		const opened = await openCamera(camera);
		if (typeof opened === 'string') {
			this.trouble = opened;
			this.stage = 'off';
			return;
		}
		// the screen was left while the browser asked for permission
		if (this.stage !== 'asking') return opened.stream.getTracks().forEach((track) => track.stop());
		this.picture = opened.stream;
		this.mirrored = opened.front;
		this.silent = opened.silent;
		this.camera = opened.camera;
		this.stage = 'ready';
		this.cameras = await listCameras().catch(() => []);
		await this.#measure();
	}

	setMinutes(minutes: number): void {
		this.minutes = Math.min(bellMinutes.most, Math.max(bellMinutes.least, Math.round(minutes)));
		this.rung = elapsed(this.#watch, Date.now()) >= this.#dueMs;
		if (this.stage === 'filming') this.#planBell();
		void this.#measure();
	}

	async begin(): Promise<void> {
		const type = wayToFilm((one) => MediaRecorder.isTypeSupported(one));
		if (this.stage !== 'ready' || !this.picture) return;
		if (!type) return void (this.trouble = 'not-here');
		// in the hand of whoever taps: a sound that is made later stays silent
		this.#bell ??= new Bell();
		this.stage = 'filming';
		this.#id = crypto.randomUUID();
		this.#take = new Take(this.picture, type, {
			piece: (piece) => void this.#keep(piece),
			cutOff: () => this.#halt('cut-off')
		});
		this.#keepFrom(this.#take.type);
		for (const track of this.picture.getVideoTracks()) {
			// a call, or another app that takes the camera for a while: black pictures are not filmed
			track.addEventListener('mute', () => this.stage === 'filming' && this.#halt('interrupted'));
			track.addEventListener('unmute', () => this.stage === 'interrupted' && this.resume());
		}
		this.#sleep = stayAwake();
		this.#go();
	}

	pause(): void {
		if (this.stage === 'filming') this.#halt('paused');
	}

	resume(): void {
		if (this.stage !== 'paused' && this.stage !== 'interrupted') return;
		this.stage = 'filming';
		this.#take?.resume();
		this.#go();
	}

	async stop(): Promise<Filmed | null> {
		if (!this.#take) return null;
		this.#halt('stopping');
		const blob = await this.#take.stop();
		const id = this.#id;
		await this.#keeper?.letGo();
		this.#reset();
		this.close();
		return blob && { id, blob };
	}

	async discard(): Promise<void> {
		this.#halt('stopping');
		await this.#take?.stop();
		await this.#keeper?.drop();
		this.#reset();
		await this.open(this.camera ?? undefined);
	}

	close(): void {
		if (this.#take) {
			this.#halt('stopping');
			void this.#take.stop().then(() => this.#keeper?.letGo());
			this.#take = null;
		}
		this.#dark();
		this.#bell?.close();
		this.#bell = null;
		this.stage = 'off';
	}

	get #dueMs(): number {
		return this.minutes * 60_000;
	}

	/** Where nothing can be kept the filming goes on, and the screen says so. */
	#keepFrom(type: string): void {
		const film = { id: this.#id, trajectory: this.trajectory, at: Date.now(), type };
		this.kept = canKeepFilms();
		this.#keeper = null;
		this.#early = [];
		if (!this.kept) return;
		void this.ask(this.trajectory).then((given) => {
			if (film.id !== this.#id) return;
			if (typeof given === 'string') return void (this.kept = false);
			const { stamp, key } = given;
			this.#keeper = new FilmKeeper(this.#store, key, { ...film, stamp }, () => (this.kept = false));
			for (const { piece, ms } of this.#early.splice(0)) void this.#keeper.add(piece, ms);
		});
	}

	#keep(piece: Blob): void {
		const ms = elapsed(this.#watch, Date.now());
		if (this.#keeper) void this.#keeper.add(piece, ms);
		else if (this.kept) this.#early.push({ piece, ms });
	}

	#go(): void {
		this.#watch = run(this.#watch, Date.now());
		clearInterval(this.#clock);
		this.#clock = setInterval(() => this.#show(), tick);
		this.#planBell();
		this.#show();
	}

	#halt(stage: FilmStage): void {
		this.stage = stage;
		if (stage !== 'stopping') this.#take?.pause();
		this.#watch = halt(this.#watch, Date.now());
		clearInterval(this.#clock);
		this.#bell?.cancel();
		this.#show();
	}

	#planBell(): void {
		const left = this.#dueMs - elapsed(this.#watch, Date.now());
		if (left > 0) this.#bell?.plan(left);
		else this.#bell?.cancel();
	}

	#show(): void {
		this.elapsedMs = elapsed(this.#watch, Date.now());
		if (this.elapsedMs >= this.#dueMs) this.rung = true;
	}

	#reset(): void {
		this.#take = null;
		this.#keeper = null;
		this.#early = [];
		this.#id = '';
		this.#watch = atRest;
		this.elapsedMs = 0;
		this.rung = false;
		this.kept = true;
		this.#sleep();
	}

	#dark(): void {
		this.#sleep();
		for (const track of this.picture?.getTracks() ?? []) track.stop();
		this.picture = null;
	}

	/** Little room: less than what is planned, and as much again to prepare it in. */
	async #measure(): Promise<void> {
		try {
			const { quota, usage } = await navigator.storage.estimate();
			this.low = quota !== undefined && quota - (usage ?? 0) < this.minutes * minuteBytes * 2;
		} catch {
			// a browser that does not say
			this.low = false;
		}
	}
}
