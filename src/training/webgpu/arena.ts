/** First-fit places in a buffer that may become larger: replicas come and go, their tables with them. */

export interface Place {
  readonly offset: number;
  readonly size: number;
}

export class Arena {
  /** Free places by offset, never touching each other. */
  private free: Place[];

  constructor(private capacity: number) {
    this.free = [{ offset: 0, size: capacity }];
  }

  /** What is taken. */
  get used(): number {
    return this.free.reduce((left, { size }) => left - size, this.capacity);
  }

  /** Makes room behind what is there; a smaller capacity changes nothing. */
  extend(capacity: number): void {
    if (capacity <= this.capacity) return;
    const place = { offset: this.capacity, size: capacity - this.capacity };
    this.capacity = capacity;
    this.give(place);
  }

  /** Undefined when no free place is large enough. */
  take(size: number): Place | undefined {
    const index = this.free.findIndex((place) => place.size >= size);
    const place = this.free[index];
    if (!place) return undefined;
    const rest = { offset: place.offset + size, size: place.size - size };
    this.free.splice(index, 1, ...(rest.size > 0 ? [rest] : []));
    return { offset: place.offset, size };
  }

  give(place: Place): void {
    if (place.size === 0) return;
    this.free.push(place);
    this.free.sort((a, b) => a.offset - b.offset);
    const merged: Place[] = [];
    for (const next of this.free) {
      const last = merged.at(-1);
      if (last && last.offset + last.size === next.offset) {
        merged[merged.length - 1] = { offset: last.offset, size: last.size + next.size };
      } else {
        merged.push(next);
      }
    }
    this.free = merged;
  }
}
