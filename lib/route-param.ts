/** A dynamic segment as it was before it was put into the address; as it is when it was never encoded. */
export function decodeParam(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
