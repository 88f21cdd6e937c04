import { accountPublicAccessBlock } from './account-public-access-block.ts';
import { ebsEncryption } from './ebs-encryption.ts';
import type { StandIn } from './stand-in.ts';
import { workSpacesWeb } from './workspaces-web.ts';

export const standIns: readonly StandIn[] = [accountPublicAccessBlock, ebsEncryption, workSpacesWeb];
