/**
 * What the log may say of something unexpected. A failed query carries its parameters along: names, addresses, words
 * about a child. Only what the database itself said is kept, and the places in our code that led to it.
 */
export function failureText(error: unknown): string {
	let deepest = error;
	while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
	if (!(deepest instanceof Error) || !(error instanceof Error)) return 'something was thrown that is no error';
	const [said = ''] = deepest.message.split(/\nparams:/);
	const places = (error.stack ?? '')
		.split('\n')
		.filter((line) => /^ {4}at .*(:\d+:\d+\)?|\(<anonymous>\))$/.test(line));
	return [`${deepest.name}: ${said}`, ...places].join('\n');
}
