/** What a force's store has to bear, from stated inputs and measured sizes. Nothing here is measured. */
import type { Values } from './inputs.ts';

/** What a run of `npm run scale` measured, as far as the arithmetic goes on with it. */
export interface Measured {
  /** Bytes of UTF-8 of a record as it is handed in. */
  readonly recordBytes: {
    readonly heartbeat: number;
    readonly attempt: number;
    readonly checkpoint: number;
  };
  /** Bytes that a node writes for a message beside its text. */
  readonly storedOverhead: number;
  /** Bytes of a node's memory for a subject, once there are many. */
  readonly memoryASubject: number;
  /** Bytes of memory, over all nodes, for a device that is connected and for a supervisor who reads. */
  readonly memoryAConnection: number;
  readonly memoryASupervisor: number;
  /** Bytes of a node's disk that come back in a second from the other nodes. */
  readonly rebuiltASecond: number;
}

export interface Sizing {
  readonly officers: number;
  /** Entries and messages of one officer's shift. A delivery brings a checkpoint of its own. */
  readonly heartbeatsAShift: number;
  readonly entriesAShift: number;
  readonly messagesAShift: number;
  /** Of the force on its average day. */
  readonly entriesADay: number;
  readonly messagesADay: number;
  /** While as many are on duty as ever are. */
  readonly onDuty: number;
  readonly messagesASecond: number;
  readonly deliveriesASecond: number;
  /** Officers' devices that are connected at one moment, by Little's law; and supervisors', who stay. */
  readonly connectedDevices: number;
  readonly connectedSupervisors: number;
  readonly liveReadings: number;
  readonly connectionMemory: number;
  /** Connections a second while a shift signs in, and after an outage that all waited out. */
  readonly signingIn: number;
  readonly afterOutage: number;
  readonly messagesInAll: number;
  /** Bytes on one node's disk, of the stream and of the mirror on the same node. */
  readonly diskANode: number;
  readonly diskOfAllCopies: number;
  /** Bytes of memory of one node, for the subjects of stream and mirror. */
  readonly subjectMemory: number;
  /** Hours until a node with an empty disk has six years back. */
  readonly rebuildHours: number;
  readonly messagesAYear: number;
  readonly subjectMemoryAYear: number;
}

const DAYS = 365;
const HOUR_S = 3600;
/** The longest pause of a device between two tries; see `core/delivery/flush.ts`. */
const LONGEST_PAUSE_S = 60;

export function sizingOf(values: Values, measured: Measured, officers = values.officers): Sizing {
  const { shiftsAYear, shiftHours, attempts, onDuty: share, years, replicas, mirrors } = values;
  // One at the start, and one at the end of each hour.
  const heartbeatsAShift = 1 + (shiftHours * 60) / values.heartbeatMinutes;
  const entriesAShift = heartbeatsAShift + attempts;
  const messagesAShift = 2 * entriesAShift;
  const shiftsADay = (officers * shiftsAYear) / DAYS;
  const messagesAYear = officers * shiftsAYear * messagesAShift;
  const onDuty = officers * share;
  const deliveriesASecond = (onDuty * entriesAShift) / (shiftHours * HOUR_S);
  const { heartbeat, attempt, checkpoint } = measured.recordBytes;
  const stored = (bytes: number): number => bytes + measured.storedOverhead;
  const bytesAShift =
    heartbeatsAShift * stored(heartbeat) +
    attempts * stored(attempt) +
    entriesAShift * stored(checkpoint);
  const copiesANode = 1 + mirrors;
  const diskANode = officers * shiftsAYear * years * bytesAShift * copiesANode;
  const subjectMemoryAYear = messagesAYear * measured.memoryASubject * copiesANode;
  const connectedDevices = deliveriesASecond * values.heldSeconds;
  const connectedSupervisors = onDuty / values.officersASupervisor;
  return {
    officers,
    heartbeatsAShift,
    entriesAShift,
    messagesAShift,
    entriesADay: shiftsADay * entriesAShift,
    messagesADay: shiftsADay * messagesAShift,
    onDuty,
    messagesASecond: 2 * deliveriesASecond,
    deliveriesASecond,
    connectedDevices,
    connectedSupervisors,
    liveReadings: connectedSupervisors * values.readings,
    connectionMemory:
      connectedDevices * measured.memoryAConnection +
      connectedSupervisors * measured.memoryASupervisor,
    signingIn: onDuty / (values.startMinutes * 60),
    afterOutage: onDuty / LONGEST_PAUSE_S,
    messagesInAll: messagesAYear * years,
    diskANode,
    diskOfAllCopies: diskANode * replicas,
    subjectMemory: subjectMemoryAYear * years,
    rebuildHours: diskANode / measured.rebuiltASecond / HOUR_S,
    messagesAYear,
    subjectMemoryAYear,
  };
}

/** Years for which a node's memory holds the subjects, when it may use so many bytes for them. */
export function yearsIn(bytes: number, { subjectMemoryAYear }: Sizing): number {
  return bytes / subjectMemoryAYear;
}
