/** "Firefox, Windows": enough to recognise a sign-in in a list, too little to follow anybody. */
export function deviceName(userAgent: string | null): string {
	if (!userAgent) return '';
	const found = (table: [RegExp, string][]) => table.find(([pattern]) => pattern.test(userAgent))?.[1];
	return [found(browsers), found(systems)].filter((part) => part !== undefined).join(', ');
}

// order matters: every browser also claims to be the ones below it
const browsers: [RegExp, string][] = [
	[/\bEdg\w*\//, 'Edge'],
	[/\bOPR\//, 'Opera'],
	[/\bSamsungBrowser\//, 'Samsung Internet'],
	[/\b(Firefox|FxiOS)\//, 'Firefox'],
	[/\b(Chrome|CriOS)\//, 'Chrome'],
	[/\bSafari\//, 'Safari']
];
const systems: [RegExp, string][] = [
	[/\biPhone\b/, 'iPhone'],
	[/\biPad\b/, 'iPad'],
	[/\bAndroid\b/, 'Android'],
	[/\bWindows\b/, 'Windows'],
	[/\bCrOS\b/, 'Chromebook'],
	[/\bMac OS X\b/, 'Mac'],
	[/\bLinux\b/, 'Linux']
];
