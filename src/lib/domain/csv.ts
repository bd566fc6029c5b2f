/**
 * A table as a spreadsheet opens it: comma, CRLF, every cell in quotes. A cell that a spreadsheet would run as a formula
 * (`= + - @`, a tab, a line end at its beginning) gets a quote before it (CWE-1236) [AU6].
 */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
	rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';

function cell(value: string | number): string {
	const text = String(value).replace(/[\r\n\t]+/g, ' ');
	const safe = /^[\s\p{Cf}]*[=+\-@]/u.test(text) || /^[\t\r\n]/.test(String(value)) ? `'${text}` : text;
	return `"${safe.replaceAll('"', '""')}"`;
}
