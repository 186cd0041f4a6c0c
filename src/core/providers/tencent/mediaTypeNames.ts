/** Types of MPS and VOD tasks, and of their subtasks, that are shortened or run together, in words. */
export const mediaTypeNames: Readonly<Record<string, string>> = {
  adaptive: 'adaptive streaming',
  composemedia: 'compose media',
  editmedia: 'edit media',
  gif: 'animated GIF',
  imagesprites: 'image sprites',
  procedurev2: 'procedure',
  pullupload: 'pull upload',
  qc: 'quality control',
  reducemediabitrate: 'reduce media bitrate',
  removewatermark: 'remove watermark',
  reviewaudiovideo: 'review audio video',
  sample: 'sampled snapshots',
  snapshotbytimeoffset: 'snapshot by time offset',
  splitmedia: 'split media',
  sprite: 'image sprites',
  trans: 'transcode',
  transcoding: 'transcode',
  wechatminiprogrampublish: 'WeChat mini program publish',
  wechatpublish: 'WeChat publish',
};

/** `2459183746-WorkflowTask-80108cc3…t0`, `1500000001-procedurev2-0df63…t0`: account or application, type, random. */
export const mediaIdPattern = /\b\d{6,}-[A-Za-z]\w*(?:-\w+)*-[0-9a-f]{16,}\w*\b/;
