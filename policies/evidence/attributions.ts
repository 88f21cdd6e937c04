/** Must stand wherever the catalogue's text is passed on: CC BY 4.0 section 3(a), OGL v3. */
export const attributions = [
  'Control catalogue adapted from the SATRE specification v2.0.1 by SATRE contributors (https://github.com/sa-tre/satre-specification), licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/). Changes: statements paraphrased; classes, checks and crosswalk added. The SATRE contributors do not endorse this product.',
  'Contains public sector information licensed under the Open Government Licence v3.0 (https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/): DHSC secure data environment policy guidelines.',
] as const;
