/** Legal forms at the end of a name, in the notations of the countries whose firms are most often leaked. */
const behind =
  /(?:[ ,]+(?:Ltd|Limited|LLC|LLP|Inc|Incorporated|Corp|Corporation|PLC|Co|GmbH(?: & Co\.? KG)?|AG|KG|B\.?V|N\.?V|A[BGS]|ASA|Oyj?|ApS|A\/S|S\/?A|S\.? ?[AL]|S\.? ?[AL]\.? de C\.? ?V|S\. de R\.L\. de C\.V|S\.?R\.?L(?: de C\.?V)?|S\.? ?A\.? ?[CS]|S\.?A\.?C\.?I|S\.?A\.?S|SpA|S\.p\.A|SARL|E\.?I\.?R\.?L|EIRELI|Ltda|Lda|EPP|Tbk|Pty|Pte|Pvt|Private|Sdn\.? Bhd|Bhd|Berhad|s\.r\.o|d\.o\.o|Sp\. z o\.o|Kft|Zrt|A\.?Ş|Ltd\.? Şti|ООО|ОАО|ЗАО|ПАО|АО|ТОО|ИП)\.?)+$|(?:集团|集團)?(?:股份)?有限(?:责任|責任)?公司$| (?:القابضة|المحدودة|ذ\.م\.م|ش\.م\.[مكع])\.?$/i

/** What a firm is called by those who speak of it: its name without the legal form behind it. */
export const withoutLegalForm = (name: string): string => {
  const usual = name.replace(behind, '')
  return usual.length > 2 ? usual : name
}
