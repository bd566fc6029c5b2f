/**
 * A table as a spreadsheet opens it: comma, CRLF, every cell in quotes. A cell that a spreadsheet would run as a formula
 * gets a quote before it (CWE-1236) [AU6] [SF2].
 */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
	rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';

/**
 * Where a formula would begin: its sign, also a wide one, behind whatever is not seen. Not at the beginning alone: a
 * spreadsheet in Dutch takes a semicolon for the end of a cell, whatever stands in the file.
 */
const formula = /(^|;)(?=[\s\p{C}"]*[=+\-@＝＋－＠])/gu;

function cell(value: string | number): string {
	const text = String(value).replace(/[\r\n\t]+/g, ' ');
	const quoted = /^[\t\r\n]/.test(String(value)) && !/^[\s\p{C}"]*[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text;
	// nor may a quote of ours be the first sign behind it: the rest of the table would be one cell
	const safe = quoted.replace(formula, "$1'").replace(/;(?="|$)/g, '; ');
	return `"${safe.replaceAll('"', '""')}"`;
}
