/** The shape of a record reference: nothing else is kept as one. */
import { findIdentifier } from '../policy/identifiers.ts';

const SHAPE = /^[A-Z0-9]{1,6}(?:[/-][A-Z0-9]{1,8}){1,4}$/i;
const DATE = /^(?:\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4}[/-]\d{1,2}[/-]\d{1,2})$/;
const PHONE = /^0(?:\D*\d){9,10}$/;

/**
 * Whether a text can be a record reference such as `TF/12345/26`. Names, dates of birth, phone
 * and document numbers are not: at least four digits, no run of more than three letters.
 *
 * @param text from the page, untrusted
 */
export function isRecordReference(text: string): boolean {
  return (
    SHAPE.test(text) &&
    text.replace(/\D/g, '').length >= 4 &&
    !/[A-Z]{4}/i.test(text) &&
    !DATE.test(text) &&
    !(PHONE.test(text) && !/[A-Z]/i.test(text)) &&
    findIdentifier(text) === null
  );
}
