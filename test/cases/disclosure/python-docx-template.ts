import { inflateSync } from 'node:zlib';
import { docx, paragraph, type ZipPart } from '../../safe-outputs/disclosure/samples.ts';

const thumbnail = [
  'eNrtVmtwE1UUPrt7NyltzRAoLRQHwrsywKQtQisCNmnappQ2pC2vcYZJk00TmiZhd9OWTp2R+gD1hzx8/7EUVHSccVDRgjpSRUBHBxALFBjGImrxNTwUXwPx',
  '3N2kCVCEkV/O7N3Z/b6c891zzzl7526ix6Jfw9DyEnsJMAwDZXhB9LS+y261rnA4q0rsFTZ0AOi3ucLhAGsCaAzKorPUYlq6bLlJ3wssjII0yIY0l1sKFzkc',
  'FYCDauG6cekIMBQPTx/c/68jzSNIbgAmBXnII7kbkbcA8AF3WJQBdGfQXtAsh5Hr70SeIWKCyM2U16u8mPI6lS9VNDVOK3Kai8Htc3mQtyGfVpdkr0/iag7K',
  'yCgVgoLod5toLxxiyOsPCEnp3sR9i6MxEImvNwbvdKmhegFiDq3dJ5Y5Y7zD7bJVI5+IfH9YtlD7ZOQ/RRpqi5BPBWCHecWSWlXP3tvqq1mCPBO5xy/ba2L2',
  '1mBdZZU6l+1sCC1wxjT73ZIVewbjkZ/yCfYKNR8OPEKxjfYL+RhfpCwWnyuXmqpt8TitPmulGocTV7rKHcizka8TQ84qNWeuUwiUOtX43N6w7IjlwPUHA5UV',
  'akxiECSlRsUu+2rK1LlklowvUZ1Llnv9JfaYvi0cUPYi5ka2ihFnbUxz0CXaStU45IIQrI3F5Ed6XMW0tzOQz4PFjAsECEEdPt0QhMtgAieUggUxDCJ6vOCH',
  'AFoE9Apo8TN3QAPaBtc5FI3KE4p6ZXY/nY2rDK5RVzgb04RIFjGTfLznkAoylxSQQjCR+eQ+Mo8Uo7WQzBmY60han651diDOKohgVKpbDJb12ZGcxHrt4gq/',
  '+8CT566aHbouZyGeT3IHQMIOxJXTk+vf1/b+yESMHtJ1/+H0fW1QdbP+8mf4fr4Hn738yYSCP8GfxKsXijC3gJJRI95+JQ8pKYPkGrrxlsGFzz7UhZJ0V63o',
  'Da7PTnhoJ4S1lZcqoX1awmo+av7Z3GPebN5q/vGaLg/aJW4Tt4P7gNvJ7eI+BxO3m+vmPuT2cm9w7yW9qxvvj4F3r9Qbr5Z6Buu1AAGDxTDaMMFQbBhrmGSo',
  'SMQzZBlyDWWGKegZPfDektdLrsUPy/AZ7+rga6m6WvT6oVmpQFI6HITV1+z/2GwyhuQS+zW7toDu5bhCZ9MV64rApJuqK9Tl6sopj+enm4K+Qnzartp17htU',
  'ICSpkuucruw6ulfp7CbFJ4EgCy0yPWitofBq0V/vk015ZvNsUxF+qgSTPeieMc3kCgRMiksyiYIkiE2CZwbQ76B6RF90Kt83JvNAwiYvBJj7C55ZBxO25RGA',
  '1yWArJkJWw6eiSNeBOia5Y6ITbEzn2G+AJC8+Xnqr3QLnk2notGLeF7pNwJc3hCN/t0ZjV7egvFPAuwORPtAtrX4vQALF9JTH1KAMNnA09l4z2NGD/ASJgcP',
  'cMpZgLV+IDF7ZWztsthvFdkONq5gnujg4pxVpNETYKX/Hm5r0CDMbQfZDcYUFlPkGCOwRoYzMtE9MBZz5VVB/MPKsBzhdfqUIalpKNgxFFiG41jC8TzB0pgH',
  '0A/EyA8bl1ukG77IpR+/KiNvzYbNKRMs27tHOA+dm5hfJ7YPSc3MGjkqe9LkKTl3TZ1596zZBYX3WIttJaVl9vLqmtrFS/D1uj2Ct97nXynJkabmltWtDz38',
  'yKNr1z32+MZNTz39zLPPPf9C55atL738yrZXX3vzrbd3vPNu185dH32855O9+/Z/+tmXh7/qOXL0WO/xvtPfnPn2u+/7z/5w/sLFX3+79Psff/5F62KAGyh9',
  '0LqwCQxLCEf0tC6GbaYCI+HH5eqGFS3Su1YNH5+3JiXDsmHz9u4hE/Kd50bUiYdSMyfO7Jt0npamVHZrhbX/p8oGCkvUdRzSOdxwRs4I8+HKlRzoYB9MBQ00',
  '0EADDTTQQAMNNNBAAw000EADDTTQQAMN/mcQ7YV/AE8HY+4=',
].join('');

/** What python-docx 1.2.0 (MIT, https://github.com/python-openxml/python-docx) copies from its template into each document, byte by byte. */
export const templateParts: readonly ZipPart[] = [
  {
    path: 'customXml/item1.xml',
    bytes: `<?xml version='1.0' encoding='UTF-8' standalone='yes'?>
<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography" xmlns="http://schemas.openxmlformats.org/officeDocument/2006/bibliography" SelectedStyle="/APA.XSL" StyleName="APA"/>
`,
  },
  {
    path: 'customXml/itemProps1.xml',
    bytes: `<?xml version='1.0' encoding='UTF-8' standalone='yes'?>
<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{EF278816-EC6F-A645-907D-7F25AECB1D4A}">
  <ds:schemaRefs>
    <ds:schemaRef ds:uri="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"/>
  </ds:schemaRefs>
</ds:datastoreItem>
`,
  },
  {
    path: 'customXml/_rels/item1.xml.rels',
    bytes: `<?xml version='1.0' encoding='UTF-8' standalone='yes'?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>`,
  },
  { path: 'docProps/thumbnail.jpeg', bytes: Uint8Array.from(inflateSync(Buffer.from(thumbnail, 'base64'))) },
];

/** A document as python-docx makes it, with some of its parts changed. */
export const wordDocument = (parts: readonly ZipPart[] = templateParts): Uint8Array =>
  docx(paragraph('Results of the study.'), parts);
