import { answered, mapped } from '../answer.ts';
import { configurationRecorders, deliveryChannels, runningRecorders } from '../ports/config.ts';
import { providedOnce } from '../provided-once.ts';

/**
 * The recorder and its delivery channel, one of each per account and region. The conformance pack needs a running one,
 * ours or the organisation's: without it, `NoAvailableConfigurationRecorder`.
 */
export const configRecorder = providedOnce({
  id: 'config-recorder',
  about: 'AWS Config recorder',
  service: 'configRecorder',
  calls: [configurationRecorders, runningRecorders, deliveryChannels],
  async look(account) {
    const recorders = await account.ask(configurationRecorders, undefined);
    if (recorders.kind !== 'answered') return recorders;
    const channels = await account.ask(deliveryChannels, undefined);
    if (channels.kind !== 'answered') return channels;
    const [recorder] = recorders.value;
    const [channel] = channels.value;
    if (recorder === undefined) {
      return answered(
        channel === undefined
          ? undefined
          : {
              what: `a delivery channel ${channel} without a recorder`,
              works: false,
              resource: { type: 'AWS::Config::DeliveryChannel', id: channel },
            },
      );
    }
    return mapped(await account.ask(runningRecorders, undefined), (running) => {
      const works = running.includes(recorder);
      return {
        what: `recorder ${recorder}, ${works ? 'recording' : 'stopped'}`,
        works,
        resource: { type: 'AWS::Config::ConfigurationRecorder', id: recorder },
      };
    });
  },
  refusal: 'MaxNumberOfConfigurationRecordersExceededException; under Control Tower, explicit deny',
  source: 'https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationRecorder.html',
});
