import { type Camera, type FilmTrouble, troubleOf } from '$lib/domain/filming';

/** A running camera. `silent`: this device has no microphone. */
export interface OpenCamera {
	stream: MediaStream;
	camera: string | null;
	/** Towards the person who holds it: she expects a mirror. */
	front: boolean;
	silent: boolean;
}

/** True where a browser can film at all: only on https, and on this very machine. */
export const canFilm = (): boolean =>
	typeof navigator.mediaDevices?.getUserMedia === 'function' && typeof MediaRecorder !== 'undefined';

/**
 * Turns a camera on: this one, or the back one where there is a choice. Asks 1080 lines, 30 pictures a second, and sound
 * as it is: what makes a voice clear in a call takes a child's murmur away.
 */
export async function openCamera(camera?: string): Promise<OpenCamera | FilmTrouble> {
	if (!canFilm()) return 'not-here';
	const video: MediaTrackConstraints = {
		width: { ideal: 1920 },
		height: { ideal: 1080 },
		frameRate: { ideal: 30, max: 30 },
		...(camera ? { deviceId: { exact: camera } } : { facingMode: { ideal: 'environment' } })
	};
	const audio: MediaTrackConstraints = { echoCancellation: false, noiseSuppression: false, autoGainControl: true };
	try {
		return running(await navigator.mediaDevices.getUserMedia({ video, audio }), false);
	} catch (error) {
		if (troubleOf(error) !== 'no-camera') return troubleOf(error);
	}
	try {
		// "nothing found" may also be about the microphone; a clip without sound is worth having
		return running(await navigator.mediaDevices.getUserMedia({ video, audio: false }), true);
	} catch (error) {
		return troubleOf(error);
	}
}

function running(stream: MediaStream, silent: boolean): OpenCamera {
	const settings = stream.getVideoTracks()[0]?.getSettings();
	// a laptop's camera says nothing, and looks at whoever sits there
	const front = settings?.facingMode ? settings.facingMode === 'user' : !matchMedia('(pointer: coarse)').matches;
	return { stream, camera: settings?.deviceId ?? null, front, silent };
}

/** The cameras of this device; ask after one was opened, before that they have no names. */
export async function listCameras(): Promise<Camera[]> {
	const devices = await navigator.mediaDevices.enumerateDevices();
	return devices
		.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId)
		.map(({ deviceId, label }) => ({ id: deviceId, name: label, side: sideOf(label) }));
}

/** Phones name their cameras in the language of the phone; these words are in Dutch and English ones. */
function sideOf(label: string): Camera['side'] {
	if (/front|user|voor|facetime/i.test(label)) return 'front';
	return /back|rear|environment|achter/i.test(label) ? 'back' : null;
}
