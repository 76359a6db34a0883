/** A list of numbers of unknown length in float64 pieces: no copying while it grows, one copy at the end. */

const PIECE = 65_536;

export class GrowingNumbers {
  private readonly full: Float64Array[] = [];
  private last = new Float64Array(1024);
  private used = 0;
  private before = 0;

  get length(): number {
    return this.before + this.used;
  }

  push(value: number): void {
    if (this.used === this.last.length) this.grow();
    this.last[this.used++] = value;
  }

  private grow(): void {
    if (this.last.length < PIECE) {
      const larger = new Float64Array(this.last.length * 4);
      larger.set(this.last);
      this.last = larger;
      return;
    }
    this.full.push(this.last);
    this.before += this.used;
    this.last = new Float64Array(PIECE);
    this.used = 0;
  }

  toFloat64Array(): Float64Array<ArrayBuffer> {
    const all = new Float64Array(this.length);
    let at = 0;
    for (const piece of this.full) {
      all.set(piece, at);
      at += piece.length;
    }
    all.set(this.last.subarray(0, this.used), at);
    return all;
  }

  toUint32Array(): Uint32Array<ArrayBuffer> {
    return Uint32Array.from(this.toFloat64Array());
  }
}
