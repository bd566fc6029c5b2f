/** A page of print can be read at this many pixels along its longer side. */
const longSide = 1800;

/** A photo as a JPEG small enough to send; null where this browser cannot read it. It is turned as it was taken. */
export async function smallJpeg(photo: File): Promise<File | null> {
	try {
		const picture = await createImageBitmap(photo, { imageOrientation: 'from-image' });
		const scale = Math.min(1, longSide / Math.max(picture.width, picture.height));
		const canvas = document.createElement('canvas');
		canvas.width = Math.max(1, Math.round(picture.width * scale));
		canvas.height = Math.max(1, Math.round(picture.height * scale));
		canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
		picture.close();
		const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8));
		return blob && new File([blob], 'form.jpg', { type: 'image/jpeg' });
	} catch {
		return null;
	}
}
