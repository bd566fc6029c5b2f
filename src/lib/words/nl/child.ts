export const child = {};
