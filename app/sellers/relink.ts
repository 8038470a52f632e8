import { cluesIn } from '../../parsers/clues/clues.ts'
import type { PostReader } from '../../parsers/read.ts'
import { lastProfiles } from '../../store/accounts.ts'
import { type AuthoredPost, authoredPosts } from '../../store/authored.ts'
import { noteClues, type SeenClue } from '../../store/clues.ts'
import type { Sql } from '../../store/database.ts'
import { cluesOfPost, cluesOfProfile } from '../visit/clues.ts'

/** Posts that are looked at before the next ones are asked for. */
const atOnce = 500

/**
 * Looks through all stored posts and profiles for clues, as a visit does through new ones: for what was stored before
 * Pantau knew a kind of clue. Repeating it is harmless. What was masked stays masked, so a key whose letters look like a
 * number may be found by visits only.
 */
export async function relink(sql: Sql, read: PostReader): Promise<{ posts: number; clues: number }> {
  let [posts, clues, after] = [0, 0, '']
  const note = async (found: readonly SeenClue[], seenAt: Date): Promise<void> => {
    await noteClues(sql, found, seenAt)
    clues += found.length
  }
  for (;;) {
    const batch = await authoredPosts(sql, after, atOnce)
    for (const post of batch) await note(cluesOf(post, read), post.firstSeenAt)
    posts += batch.length
    const last = batch.at(-1)
    if (!last) break
    after = last.id
  }
  for (const { seenAt, ...profile } of await lastProfiles(sql)) await note(cluesOfProfile(profile), seenAt)
  return { posts, clues }
}

function cluesOf(stored: AuthoredPost, read: PostReader): SeenClue[] {
  const { contacts, platform } = stored
  return cluesOfPost({ ...stored, isOffer: contacts !== null }, cluesIn(stored, contacts, { read, type: platform }))
}
