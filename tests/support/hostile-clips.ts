import { clipBytes } from './clips';

/** Something that calls itself a clip. */
export interface Payload {
	name: string;
	bytes: Uint8Array;
}

const victim = 'file:///var/lib/kijkkring/clips/x/seg0.m4s';
const list = (...lines: string[]): string =>
	['#EXTM3U', '#EXT-X-TARGETDURATION:10', ...lines, '#EXT-X-ENDLIST', ''].join('\n');
const item = (uri: string): string => list('#EXTINF:10,', uri);

/** Playlists and lists of files of every kind: what made other servers read or fetch for a stranger. */
const lists: Record<string, string> = {
	'playlist, file': item(victim),
	'playlist, relative': item('../other/seg0.m4s'),
	'playlist, http': item('http://127.0.0.1:9/seg0.ts'),
	'playlist, https': item('https://127.0.0.1:9/seg0.ts'),
	'playlist, data': item('data:video/mp4;base64,AAAA'),
	'playlist, subfile': item(`subfile,,start,0,end,100,,:${victim}`),
	'playlist, concat': item(`concat:${victim}|${victim}`),
	'playlist, crypto': item(`crypto+${victim}`),
	'playlist, async': item(`async:${victim}`),
	'playlist, cache': item(`cache:${victim}`),
	'playlist, pipe': item('pipe:0'),
	'playlist, unix': item('unix:/run/postgresql/.s.PGSQL.5432'),
	'playlist, tcp': item('tcp://127.0.0.1:9'),
	'playlist, udp': item('udp://127.0.0.1:9'),
	'playlist, rtmp': item('rtmp://127.0.0.1:9/x'),
	'playlist, gopher': item('gopher://127.0.0.1:9/x'),
	'playlist, key elsewhere': list(`#EXT-X-KEY:METHOD=AES-128,URI="${victim}"`, '#EXTINF:10,', 'x.ts'),
	'playlist, map elsewhere': list(`#EXT-X-MAP:URI="${victim}"`, '#EXTINF:10,', 'x.m4s'),
	'playlist, part of a file': list('#EXT-X-BYTERANGE:1000@0', '#EXTINF:10,', victim),
	'playlist of playlists': `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n${victim}\n`,
	'playlist, second sound': `#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="a",URI="${victim}"\n`,
	'playlist after a mark': `\ufeff${item(victim)}`,
	'playlist after blanks': `\n\n  ${item(victim)}`,
	'playlist, Windows lines': item(victim).replaceAll('\n', '\r\n'),
	concat: `ffconcat version 1.0\nfile '${victim}'\n`,
	'concat, http': `ffconcat version 1.0\nfile 'http://127.0.0.1:9/x'\n`,
	'concat without a head': `file '${victim}'\n`,
	DASH: `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period><BaseURL>${victim}</BaseURL></Period></MPD>`,
	'DASH, entities': `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "${victim}">]><MPD>&f;</MPD>`,
	'smooth streaming': `<SmoothStreamingMedia><StreamIndex Url="${victim}"/></SmoothStreamingMedia>`,
	SMIL: `<smil><body><video src="${victim}"/></body></smil>`,
	XSPF: `<playlist><trackList><track><location>${victim}</location></track></trackList></playlist>`,
	PLS: `[playlist]\nFile1=${victim}\nNumberOfEntries=1\n`,
	ASX: `<asx version="3.0"><entry><ref href="${victim}"/></entry></asx>`,
	SDP: 'v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n',
	RTSPtext: 'RTSPtext\nrtsp://127.0.0.1:9/x\n',
	'image pattern': 'img%03d.png'
};

/** Other kinds of file, by their first bytes. */
const others: Record<string, string> = {
	HTML: '<!doctype html><script>alert(1)</script>',
	SVG: `<svg xmlns="http://www.w3.org/2000/svg"><image href="${victim}"/></svg>`,
	PDF: '%PDF-1.7\n1 0 obj\n',
	ZIP: 'PK\u0003\u0004\u0014\0\0\0',
	gzip: '\u001f\u008b\u0008\0',
	ELF: '\u007fELF\u0002\u0001',
	script: '#!/bin/sh\nrm -rf /\n',
	PHP: '<?php system($_GET[0]); ?>',
	JPEG: '\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF',
	PNG: '\u0089PNG\r\n\u001a\n',
	GIF: 'GIF89a',
	XBIN: 'XBIN\u001a\u0050\0\u0019\0\u0010\0',
	Ogg: 'OggS\0\u0002',
	'transport stream': `G${'\0'.repeat(187)}G${'\0'.repeat(187)}`,
	FLV: 'FLV\u0001\u0005\0\0\0\t',
	subtitles: '1\n00:00:00,000 --> 00:00:10,000\nhallo\n',
	nothing: '',
	'one byte': 'x'
};

/** An AVI whose subtitles are a playlist (CVE-2017-9993), as far as the head goes. */
const avi = (): Uint8Array => {
	const gab2 = `GAB2\0\u0002\0\0\0\0\0\0\0\u0004\0${item(victim)}`;
	return bytesOf(`RIFF\u00ff\0\0\0AVI LIST\u00ff\0\0\0hdrlstrh8\0\0\0txts${gab2}`);
};

/** Named files that are no video, whatever they are called: each must be refused before any decoder sees it. */
export async function pretenders(): Promise<Payload[]> {
	const clip = await clipBytes('h264_aac_faststart.mp4');
	const hevc = await clipBytes('hevc_hvc1.mov');
	const webm = await clipBytes('vp9_opus.webm');
	const head = clip.subarray(0, 32);
	return [
		...Object.entries({ ...lists, ...others }).map(([name, text]) => ({ name, bytes: bytesOf(text) })),
		{ name: 'AVI with a playlist for subtitles', bytes: avi() },
		...['playlist, file', 'concat', 'DASH', 'HTML', 'ZIP', 'PDF'].map((name) => ({
			name: `${name}, behind the head of an mp4`,
			bytes: joined(head, bytesOf(lists[name] ?? others[name] ?? ''))
		})),
		...['playlist, file', 'HTML', 'ZIP'].map((name) => ({
			name: `${name}, where a real index says the pictures are`,
			bytes: overMedia(clip, bytesOf(lists[name] ?? others[name] ?? ''))
		})),
		{ name: 'playlist, where a real HEVC index says the pictures are', bytes: overMedia(hevc, bytesOf(item(victim))) },
		{ name: 'playlist, behind the head of a WebM', bytes: joined(webm.subarray(0, 48), bytesOf(item(victim))) },
		{
			name: 'noise, behind the head of a WebM',
			bytes: joined(webm.subarray(0, 300), new Uint8Array(4_000).fill(0x41))
		},
		{ name: 'reference to another file (QuickTime)', bytes: reference(victim) }
	];
}

/** A real clip with everything a phone notes about its owner, in each way files do. `secret` stands in every note. */
export const noteArguments = (secret: string): string[] =>
	[
		`title=${secret}`,
		`artist=${secret}`,
		`author=${secret}`,
		`comment=${secret}`,
		`description=${secret}`,
		`copyright=${secret}`,
		`location=+52.3702+004.8952/`,
		`location-eng=+52.3702+004.8952/`,
		`make=${secret}`,
		`model=${secret}`,
		`com.apple.quicktime.make=${secret}`,
		`com.apple.quicktime.model=${secret}`,
		`com.apple.quicktime.location.ISO6709=+52.3702+004.8952/`,
		`com.android.version=${secret}`,
		`creation_time=2026-03-04T10:11:12Z`
	].flatMap((note) => ['-metadata', note]);

/** A movie that holds no pictures and names a file that does. */
function reference(uri: string): Uint8Array {
	const text = bytesOf(`${uri}\0`);
	const rdrf = box('rdrf', joined(new Uint8Array(4), bytesOf('url '), u32(text.length), text));
	return joined(box('ftyp', bytesOf('qt  \0\0\0\0qt  ')), box('moov', box('rmra', box('rmda', rdrf))));
}

/** The clip's own index, and something else in the place of its media. */
function overMedia(clip: Uint8Array, what: Uint8Array): Uint8Array {
	const out = Buffer.from(clip);
	const body = out.indexOf('mdat', 0, 'latin1') + 4;
	const size = out.readUInt32BE(body - 8);
	const end = size > 8 ? body - 8 + size : out.length;
	for (let at = body; at < end; at++) out[at] = what[(at - body) % what.length] ?? 0;
	return new Uint8Array(out);
}

/** Clips that would cost everything: each must be refused by its own words, quickly. */
export async function bombs(): Promise<(Payload & { code: string })[]> {
	const small = await clipBytes('noaudio.mp4');
	const even = await clipBytes('vfr.mp4');
	return [
		{ name: 'a picture of 7680 by 7680', bytes: patched(small, 'avc1', 28, 0x1e00_1e00, 1_000), code: 'too-large' },
		{ name: '100 hours at one picture in a while', bytes: slowed(even, 100 * 3_600), code: 'too-long' },
		{ name: '500 pictures a second', bytes: quickened(even, 30), code: 'too-many-pictures' },
		{ name: '10,000 tracks', bytes: manyTracks(small, 10_000), code: 'not-a-video' },
		{ name: 'boxes within boxes, 131,072 deep', bytes: deepBoxes(131_072), code: 'not-a-video' },
		{
			name: 'a table of four thousand million samples',
			bytes: patched(small, 'stsz', 12, 0xffff_ffff),
			code: 'not-a-video'
		},
		{
			name: 'one duration for four thousand million',
			bytes: patched(small, 'stsc', 12, 0xffff_ffff),
			code: 'not-a-video'
		},
		{ name: 'a hundred thousand tiny boxes', bytes: tinyBoxes(100_000), code: 'not-a-video' }
	];
}

function patched(clip: Uint8Array, name: string, at: number, figure: number, from = 0): Uint8Array {
	const out = Buffer.from(clip);
	out.writeUInt32BE(figure, out.indexOf(name, from, 'latin1') + at);
	return new Uint8Array(out);
}

/** The clip's clock so slow that its 8 s last `seconds`. */
function slowed(clip: Uint8Array, seconds: number): Uint8Array {
	const slow = patched(clip, 'mdhd', 16, Math.max(1, Math.round((15_360 * 8) / seconds)));
	return patched(slow, 'mvhd', 16, 1); // so that the edit list does not cut it short
}

/** The clip's clock `times` as quick. */
const quickened = (clip: Uint8Array, times: number): Uint8Array => patched(clip, 'mdhd', 16, 15_360 * times);

function manyTracks(clip: Uint8Array, count: number): Uint8Array {
	const bytes = Buffer.from(clip);
	const moov = bytes.indexOf('moov', 0, 'latin1') - 4;
	const trak = bytes.indexOf('trak', 0, 'latin1') - 4;
	const one = bytes.subarray(trak, trak + bytes.readUInt32BE(trak));
	const mvhd = bytes.subarray(moov + 8, moov + 8 + bytes.readUInt32BE(moov + 8));
	return joined(bytes.subarray(0, moov), box('moov', joined(mvhd, ...Array.from({ length: count }, () => one))));
}

function deepBoxes(depth: number): Uint8Array {
	const out = Buffer.alloc(depth * 8);
	for (let n = 0; n < depth; n++) {
		out.writeUInt32BE((depth - n) * 8, n * 8);
		out.write('moov', n * 8 + 4, 'latin1');
	}
	return new Uint8Array(out);
}

function tinyBoxes(count: number): Uint8Array {
	const out = Buffer.alloc(count * 8);
	for (let n = 0; n < count; n++) {
		out.writeUInt32BE(8, n * 8);
		out.write('free', n * 8 + 4, 'latin1');
	}
	return new Uint8Array(out);
}

const bytesOf = (text: string): Uint8Array =>
	/^[\0-\u00ff]*$/.test(text) ? new Uint8Array(Buffer.from(text, 'latin1')) : new TextEncoder().encode(text);
const u32 = (figure: number): Uint8Array => {
	const out = new Uint8Array(4);
	new DataView(out.buffer).setUint32(0, figure);
	return out;
};
const box = (name: string, body: Uint8Array): Uint8Array => joined(u32(body.length + 8), bytesOf(name), body);
const joined = (...pieces: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(pieces));
