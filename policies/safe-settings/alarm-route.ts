import type { Estate, Json, Resource } from '../estate/estate.ts';
import { list, record } from '../estate/values.ts';

/** A topic with somebody who listens. */
export const isHeard = (estate: Estate, topic: Resource): boolean =>
  list(topic.properties.Subscription).some((subscription) => record(subscription).Endpoint !== undefined) ||
  estate
    .ofType('AWS::SNS::Subscription')
    .some(({ properties }) => properties.Endpoint !== undefined && estate.find(properties.TopicArn) === topic);

/** Whether any of these targets is a topic of the estate with somebody who listens. */
export const reachesSomebody = (estate: Estate, targets: Json | undefined): boolean =>
  list(targets).some((target) => {
    const topic = estate.find(target);
    return topic?.type === 'AWS::SNS::Topic' && isHeard(estate, topic);
  });
