/** What CloudFormation sends a custom resource. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-requests.html */
export interface CustomResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
}

export type Work = (event: CustomResourceEvent) => Promise<Readonly<Record<string, string>>>;

/** Sends the answer; separate so that tests see it. */
export type Reply = (url: string, body: string) => Promise<void>;

/** CloudFormation refuses an answer of more than 4,096 bytes, and then waits out its whole time limit. */
const longestReason = 1000;

/**
 * Does the work and always answers, for a custom resource that never answers blocks its stack for an hour. The physical id is
 * stable: an id that changes makes CloudFormation delete "the old one".
 */
export const customResource =
  (work: Work, reply: Reply = put) =>
  async (event: CustomResourceEvent): Promise<void> => {
    const { StackId, RequestId, LogicalResourceId } = event;
    const PhysicalResourceId = event.PhysicalResourceId ?? LogicalResourceId;
    const answer = { StackId, RequestId, LogicalResourceId, PhysicalResourceId };
    try {
      const Data = await work(event);
      await reply(event.ResponseURL, JSON.stringify({ ...answer, Status: 'SUCCESS', Data }));
    } catch (error) {
      const Reason = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(
        0,
        longestReason,
      );
      await reply(event.ResponseURL, JSON.stringify({ ...answer, Status: 'FAILED', Reason }));
    }
  };

/** The address is presigned: a content type that it was not signed for is refused, hence the empty one. */
async function put(url: string, body: string): Promise<void> {
  const response = await fetch(url, { method: 'PUT', body, headers: { 'content-type': '' } });
  if (!response.ok) throw new Error(`CloudFormation took no answer: ${response.status}`);
}
