/** No page script: what a five-year-old phone, or one without JavaScript, cannot run is not needed. See decision 0041. */
export const csr = false;
