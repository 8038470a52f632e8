import type { TriageMessageWords } from '../triage.ts'

export const triage: TriageMessageWords = {
  triage: 'Penanganan',
  told: 'Sudah dikirim',
  since: 'Perkembangan',
  unanswered: (span) => `Belum ditanggapi selama ${span}`,
  escalated: 'Dieskalasi',
  back: 'Masa tunda berakhir',
  changed: 'Berubah selama ditunda',
  whyUnanswered: (ruleId, span) => `aturan ${ruleId} mengeskalasi peringatan yang tidak ditanggapi selama ${span}`,
  whyEscalated: (step) => step,
  whyBack: 'peringatan ini ditunda sampai sekarang; perkembangan selama itu disimpan untuk pesan ini',
  sent: 'terkirim',
  givenUp: 'gagal dikirim',
  notYet: 'belum diterima',
}
