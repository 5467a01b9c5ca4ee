/** Events as lines of JSON, and as messages of RFC 5424 in the framing of RFC 6587 (octet counting). */
import type { OcsfEvent } from './event.ts';

/** Log audit. */
const FACILITY = 13;
const INFORMATIONAL = 6;
/** Of OCSF to syslog: informational, low, medium, high. */
const SYSLOG_SEVERITY: readonly number[] = [INFORMATIONAL, 6, 5, 4, 3];
const APP = 'right-to-report';

/** ASCII on one line, so that no receiver has to know an encoding. */
export function jsonLine(event: OcsfEvent): string {
  return JSON.stringify(event).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** @param host that sends; what is no name in syslog is left out */
export function syslogMessage(event: OcsfEvent, host: string): string {
  const severity = SYSLOG_SEVERITY[event.severity_id] ?? INFORMATIONAL;
  const name = host.replace(/[^!-~]/g, '').slice(0, 255) || '-';
  const kind = event.metadata.event_code.slice(0, 32);
  return `<${FACILITY * 8 + severity}>1 ${timestamp(event.time)} ${name} ${APP} - ${kind} - ${jsonLine(event)}`;
}

/** Syslog has four digits for a year; a device's clock may say anything. */
function timestamp(time: number): string {
  const text = new Date(time).toISOString();
  return /^\d{4}-/.test(text) ? text : '-';
}

/** The text is ASCII: octets are characters. */
export function framed(message: string): string {
  return `${message.length} ${message}`;
}
