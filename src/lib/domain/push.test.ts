import { expect, it } from 'vitest';
import { isPushService } from './push';

it.each([
	'https://fcm.googleapis.com/fcm/send/abc',
	'https://updates.push.services.mozilla.com/wpush/v2/abc',
	'https://db5p.notify.windows.com/w/?token=abc',
	'https://web.push.apple.com/QAbc'
])('[RD11] a push service of a browser: %s', (endpoint) => expect(isPushService(endpoint)).toBe(true));

it.each([
	'http://fcm.googleapis.com/fcm/send/abc',
	'https://fcm.googleapis.com:8443/abc',
	'https://fcm.googleapis.com.example/abc',
	'https://notfcm.googleapis.com/abc',
	'https://evil@fcm.googleapis.com/abc',
	'https://127.0.0.1/abc',
	'https://localhost/abc',
	'https://169.254.169.254/latest',
	'fcm.googleapis.com',
	''
])('[RD11] no machine of anybody else: %s', (endpoint) => expect(isPushService(endpoint)).toBe(false));
