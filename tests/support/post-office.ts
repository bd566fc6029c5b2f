import { createServer, type AddressInfo } from 'node:net';

/** A mail server of a few lines, for whoever wants to know what was really said to one. */
export async function openPostOffice() {
	let heard = '';
	const server = createServer((socket) => {
		let reading = false;
		socket.write('220 ready\r\n');
		socket.on('error', () => {});
		socket.on('data', (bytes) => {
			const said = bytes.toString();
			heard += said;
			if (reading && !said.endsWith('\r\n.\r\n')) return;
			const begins = !reading && /^DATA\r\n$/im.test(said);
			reading = begins;
			socket.write(begins ? '354 go on\r\n' : answerTo(said));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { port: (server.address() as AddressInfo).port, heard: () => heard, close: () => server.close() };
}

const answerTo = (said: string): string => {
	if (/^EHLO/i.test(said)) return '250-ok\r\n250 AUTH PLAIN\r\n';
	if (/^AUTH/i.test(said)) return '235 come in\r\n';
	return /^QUIT/i.test(said) ? '221 bye\r\n' : '250 ok\r\n';
};
