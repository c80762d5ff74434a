import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FileTooLarge, mostFileBytes } from '../../src/ports/file-store.ts';
import type { Store } from '../../src/ports/store.ts';
import { several } from './store-under-test.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function fileContract(store: () => Store): void {
  describe('files', () => {
    it('keeps bytes under their hash, and removes them', async () => {
      const bytes = new Uint8Array([0, 1, 2, 253, 254, 255]);
      const file = await store().files.put(bytes, 'image/png');
      expect(file).toStrictEqual({ id: sha256(bytes), type: 'image/png', size: 6 });
      expect(await store().files.get(file.id)).toStrictEqual({ bytes, type: 'image/png' });
      await store().files.remove(file.id);
      expect(await store().files.get(file.id)).toBeUndefined();
    });

    it('keeps the same bytes once, with their first media type', async () => {
      const bytes = new TextEncoder().encode('<svg/>');
      const files = await Promise.all(several(5, () => store().files.put(bytes, 'image/svg+xml')));
      expect(new Set(files.map(({ id }) => id)).size).toBe(1);
      expect((await store().files.put(bytes, 'text/plain')).type).toBe('image/svg+xml');
    });

    it('keeps held bytes until their last holder lets go, and what somebody keeps for good for ever', async () => {
      const held = async (text: string, ...holders: (string | undefined)[]) => {
        const bytes = new TextEncoder().encode(text);
        const files = [];
        for (const holder of holders) files.push(await store().files.put(bytes, 'text/plain', holder));
        return files[0]?.id ?? '';
      };
      const there = async (id: string) => (await store().files.get(id)) !== undefined;
      const shared = await held('shared', 'piece-1', 'piece-2', 'piece-1');
      await store().files.release(shared, 'piece-1');
      await store().files.release(shared, 'piece-3');
      expect(await there(shared)).toBe(true);
      await store().files.release(shared, 'piece-2');
      expect(await there(shared)).toBe(false);
      for (const holders of [
        ['piece-1', undefined],
        [undefined, 'piece-1'],
      ]) {
        const kept = await held(`for good ${holders[0] ?? ''}`, ...holders);
        await store().files.release(kept, 'piece-1');
        expect(await there(kept)).toBe(true);
      }
    });

    it('keeps an empty file', async () => {
      const file = await store().files.put(new Uint8Array(), 'text/plain');
      expect((await store().files.get(file.id))?.bytes).toStrictEqual(new Uint8Array());
    });

    it('keeps 15 MB and refuses a byte more', async () => {
      const largest = new Uint8Array(mostFileBytes).fill(7);
      const file = await store().files.put(largest, 'application/pdf');
      const kept = await store().files.get(file.id);
      expect(kept?.bytes.length).toBe(mostFileBytes);
      expect(sha256(kept?.bytes ?? new Uint8Array())).toBe(file.id);
      const refusal = store().files.put(new Uint8Array(mostFileBytes + 1), 'application/pdf');
      await expect(refusal).rejects.toThrow(FileTooLarge);
      await expect(refusal).rejects.toMatchObject({ code: 'file-too-large', bytes: mostFileBytes + 1 });
    });
  });
}
