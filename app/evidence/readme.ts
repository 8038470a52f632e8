import { type Manifest, manifestFile, signatureFile, sumsFile } from './manifest.ts'

/** What goes with an export: what is in it, and how anybody can see that nothing was changed. English and Indonesian. */
export const readmeText = ({ listing, exportedAt, exportedBy, tlp, key, captures, absent }: Manifest): string =>
  `EVIDENCE / BARANG BUKTI                                    TLP:${tlp}

Listing / penawaran   ${listing.id}
Title / judul         ${listing.title}
Site / situs          ${listing.site}
Exported / diekspor   ${exportedAt}, ${exportedBy}
Pages / halaman       ${captures.length} (not included / tidak disertakan: ${absent.length})
Key / kunci           ${key.fingerprint}

The WARC files are the pages as they were fetched: unmasked. They may hold personal data of victims.
Berkas WARC adalah halaman sebagaimana diambil, tanpa penyamaran. Berkas itu dapat memuat data pribadi korban.


ENGLISH

  timeline.html      the listing's timeline; opens in any browser, without a network
  timeline.jsonl     the same for programs, one event a line
  posts.json         its posts with all their versions, personal data masked
  warc/              the pages, WARC 1.1 (ISO 28500), gzipped; ReplayWeb.page and pywb show them
  custody.log        the chain of custody: who kept, read, held and exported what, and when
  ${manifestFile}      every file with its size and SHA-256; ${signatureFile} is its signature
  ${sumsFile}         the same for sha256sum

With Pantau, without its database and without a network:

  pantau evidence verify . --key ${key.fingerprint}

Ask the house that made this for the fingerprint of its key by another way (\`pantau evidence key\` prints it there). Without
it the check says only that the files agree with each other: whoever replaced all of them could have signed them anew.

Without Pantau:

  sha256sum -c ${sumsFile}
  find . -type f | wc -l          # as many as ${sumsFile} has lines, and two: itself and the signature
  openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in ${manifestFile} -sigfile ${signatureFile}
  openssl pkey -pubin -in key.pem -outform DER | sha256sum        # the fingerprint

A line of custody.log is N BEFORE CONTENT HASH NOTE. CONTENT is the SHA-256 of NOTE; HASH is the SHA-256 of "N BEFORE CONTENT",
with a space between; BEFORE is the HASH of the line before. NOTE reads "-" where it speaks of another case.

  while read -r n before content hash note; do
    [ "$note" = - ] || [ "$(printf %s "$note" | sha256sum | cut -c1-64)" = "$content" ] || echo "note $n was changed"
    [ "$(printf '%s %s %s' "$n" "$before" "$content" | sha256sum | cut -c1-64)" = "$hash" ] || echo "entry $n was changed"
    [ -z "$last" ] || [ "$before" = "$last" ] || echo "entry $n does not follow"
    last=$hash
  done < custody.log


BAHASA INDONESIA

  timeline.html      lini masa penawaran ini; dapat dibuka di peramban apa pun, tanpa jaringan
  timeline.jsonl     isi yang sama untuk program, satu peristiwa per baris
  posts.json         kiriman beserta semua versinya, data pribadi disamarkan
  warc/              halaman asli, WARC 1.1 (ISO 28500), dikompresi gzip; dapat dilihat dengan ReplayWeb.page atau pywb
  custody.log        rantai penguasaan barang bukti: siapa menyimpan, membaca, menahan, dan mengekspor apa, dan kapan
  ${manifestFile}      setiap berkas dengan ukuran dan SHA-256; ${signatureFile} adalah tanda tangannya
  ${sumsFile}         daftar yang sama untuk sha256sum

Dengan Pantau, tanpa basis data dan tanpa jaringan:

  pantau evidence verify . --key ${key.fingerprint}

Mintalah sidik jari kunci kepada pembuat ekspor ini melalui jalur lain (di sana: \`pantau evidence key\`). Tanpa itu,
pemeriksaan hanya membuktikan bahwa berkas-berkas ini saling cocok: siapa pun yang mengganti semuanya dapat
menandatanganinya kembali.

Tanpa Pantau, jalankan perintah yang sama seperti pada bagian bahasa Inggris di atas: sha256sum membuktikan bahwa tidak ada
berkas yang berubah atau hilang, find bahwa tidak ada berkas yang ditambahkan, openssl bahwa manifes ditandatangani dengan
kunci di atas, dan perulangan while bahwa tidak ada entri custody.log yang diubah, dihapus, atau disisipkan. Catatan "-"
berarti entri itu mengenai perkara lain.
`
