import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subtypeInWords, typeInWords, withSubtypes } from '../../../../src/vscode/text/words.ts';

describe('a task type', () => {
  it.each([
    // MPS
    ['WorkflowTask', 'Workflow'],
    ['EditMediaTask', 'Edit media'],
    ['LiveStreamProcessTask', 'Live stream process'],
    ['ScheduleTask', 'Schedule'],
    ['EvaluationTask', 'Evaluation'],
    // VOD, of today, of 2017, and as its list writes them
    ['Procedure', 'Procedure'],
    ['transcode', 'Transcode'],
    ['ImageSprites', 'Image sprites'],
    ['SnapshotByTimeOffset', 'Snapshot by time offset'],
    ['RemoveWatermarkTask', 'Remove watermark'],
    ['ComplexAdaptiveDynamicStreaming', 'Complex adaptive dynamic streaming'],
    ['ExtractCopyRightWatermark', 'Extract copyright watermark'],
    ['ProcessMediaByMPS', 'Process media by MPS'],
    ['AigcVideoRedrawTask', 'AIGC video redraw'],
    ['DescribeAigcFaceInfoAsync', 'Describe AIGC face info async'],
    ['WechatMiniProgramPublish', 'WeChat mini program publish'],
    ['wechatpublish', 'WeChat publish'],
    ['pullupload', 'Pull upload'],
    ['editmedia', 'Edit media'],
    ['composemedia', 'Compose media'],
    ['AiAnalysis.DeLogo', 'AI analysis logo removal'],
    ['SmartSubtitle.AsrFullTextTask', 'Smart subtitle ASR full text'],
    // ECS, in both spellings
    ['ImportImage', 'Import image'],
    ['IMPORT_IMAGE', 'Import image'],
    ['ExportImage', 'Export image'],
    // What nobody has seen yet
    ['Task', 'Task'],
    ['HDRToSDRTask', 'HDR to SDR'],
    ['Mp4ToHls', 'Mp4 to HLS'],
    ['constructor', 'Constructor'],
    ['', ''],
    ['___', ''],
  ])('%s is %s', (type, words) => {
    expect(typeInWords(type)).toBe(words);
  });
});

describe('a subtask type', () => {
  it.each([
    ['action-trans', 'transcode'],
    ['action-sample', 'sampled snapshots'],
    ['action-sprite', 'image sprites'],
    ['action-snapshot', 'snapshot'],
    ['action-gif', 'animated GIF'],
    ['action-adaptive', 'adaptive streaming'],
    ['action-live-record', 'live record'],
    ['action-ai-analysis', 'AI analysis'],
    ['action-qc', 'quality control'],
    ['ai-quality-control', 'AI quality control'],
    ['ai-review', 'AI review'],
    ['AIRecognition', 'AI recognition'],
    ['AiContentReview', 'AI content review'],
    ['SampleSnapshot', 'sample snapshot'],
    ['AdaptiveDynamicStreaming', 'adaptive dynamic streaming'],
    ['Transcode', 'transcode'],
    ['JITEncryption', 'JIT encryption'],
    ['action-', 'action'],
    ['', ''],
  ])('%s is %s', (subtype, words) => {
    expect(subtypeInWords(subtype)).toBe(words);
  });
});

it('makes something of any name, without separators, doubled or outer spaces', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      for (const words of [typeInWords(name), subtypeInWords(name)]) {
        expect(words).toBe(words.trim());
        expect(words).not.toMatch(/[_-]|\s\s/);
      }
    }),
  );
});

describe('the title of a task', () => {
  it.each([
    ['WorkflowTask', ['action-trans', 'action-ai-analysis'], 'Workflow: transcode, AI analysis'],
    ['EditMediaTask', ['action-edit'], 'Edit media'],
    ['EditMediaTask', ['action-edit', 'action-trans'], 'Edit media: transcode'],
    ['WorkflowTask', [], 'Workflow'],
  ])('of %s with %j is "%s"', (type, subtypes, title) => {
    expect(withSubtypes(typeInWords(type), subtypes)).toBe(title);
  });
});
