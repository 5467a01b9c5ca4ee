/** What is asked of the server's interface for streams, and what nobody may ask. */
/** By its last message. */
export const get = (stream: string, subject = ''): string =>
  `$JS.API.DIRECT.GET.${stream}${subject && `.${subject}`}`;

export const NOT_FOR_ANYBODY = [
  '$JS.API.INFO',
  '$JS.API.STREAM.CREATE.NEW',
  '$JS.API.STREAM.UPDATE.OVR',
  '$JS.API.STREAM.INFO.OVR',
  '$JS.API.STREAM.NAMES',
  '$JS.API.STREAM.LIST',
  '$JS.API.STREAM.DELETE.OVR',
  '$JS.API.STREAM.PURGE.OVR',
  '$JS.API.STREAM.MSG.DELETE.OVR',
  '$JS.API.STREAM.MSG.GET.OVR',
  '$JS.API.STREAM.SNAPSHOT.OVR',
  '$JS.API.STREAM.RESTORE.OVR',
  '$JS.API.STREAM.LEADER.STEPDOWN.OVR',
  '$JS.API.STREAM.PEER.REMOVE.OVR',
  '$JS.API.CONSUMER.CREATE.OVR',
  '$JS.API.CONSUMER.CREATE.OVR.name',
  '$JS.API.CONSUMER.DURABLE.CREATE.OVR.name',
  '$JS.API.CONSUMER.LIST.OVR',
  '$JS.API.CONSUMER.NAMES.OVR',
  '$JS.API.ACCOUNT.PURGE.anything',
  get('OVR'),
  get('REV'),
  get('ASK'),
  '$JS.API.STREAM.MSG.GET.ASK',
  '$JS.API.STREAM.PURGE.ASK',
  '$JS.API.STREAM.MSG.DELETE.ASK',
  '$JS.API.CONSUMER.CREATE.ASK',
  '$SYS.REQ.SERVER.PING',
];

export const consumer = (filter: string, more: object = {}) => ({
  stream_name: 'OVR',
  action: 'create',
  config: { name: 'mine', ack_policy: 'none', filter_subject: filter, ...more },
});
