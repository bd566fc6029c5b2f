export const clip = {};
