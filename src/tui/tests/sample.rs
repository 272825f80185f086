//! A small office that answers every effect with canned data; all of it is invented.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::{bureaus, finder, lists, packs, whatif};
use crate::report::table::Column;
use crate::tui::app::Perform;
use crate::tui::line_edit::Accepts;
use crate::tui::message::{Effect, Msg};
use crate::tui::model::Window;
use crate::tui::model::assess::{
    AssessmentView, Draft, FieldId, FieldKind, FieldSpec, FindingView, GateView, NearestReason,
    QuestionView, RangeView, Sheet, TraceView,
};
use crate::tui::model::decisions::columns::Columns;
use crate::tui::model::decisions::marks::Sum;
use crate::tui::model::decisions::views::SavedView;
use crate::tui::model::decisions::{Completion, DecisionRow, DecisionView, Listing, SortBy};
use crate::tui::model::export::{ExportProgress, Source};
use crate::tui::model::lookup::{
    BenchmarkView, Choice, DetailView, LookupRow, PracticeView, StatuteRow, TierRow,
};
use crate::tui::model::mapping::{
    ColumnView, FieldChoice, FixedView, MappingForm, MappingView, Trial,
};
use crate::tui::model::outliers::detail::{
    Cell, Differs, OutlierView, PeerColumn, PeerTable, Reviewed, Stretch, Strip,
};
use crate::tui::model::outliers::query::{Counts, Facet, FacetValue, Query};
use crate::tui::model::outliers::{Listed, OutlierRow};
use crate::tui::model::overlay::{ImportProgress, ImportSummary};
use crate::tui::problem::{Problem, Severity};
use crate::tui::strings;

/// The party of every decision.
pub const PARTY: &str = "某煤业有限公司";

pub const MAINTAIN: &str = "aqscf-99-1-3";

/// What the office holds.
#[derive(Clone, Copy, Default)]
pub struct Office {
    pub decisions: usize,
    pub broken_pack: bool,
}

pub fn office(mut office: Office) -> Perform {
    Box::new(move |effect, outbox| answer(&mut office, effect, outbox))
}

#[expect(clippy::too_many_lines, reason = "a table: every effect has its row")]
fn answer(office: &mut Office, effect: Effect, outbox: &Sender<Msg>) -> Vec<Msg> {
    match effect {
        Effect::Start => vec![start(office)],
        Effect::Search { query, domain } => {
            let rows = search(&query, domain.as_deref());
            vec![Msg::Found(rows.into_iter().map(Arc::new).collect())]
        }
        Effect::ShowOffence { offence, .. } => vec![Msg::OffenceShown(Box::new(detail(&offence)))],
        Effect::ShowCaps(_) => vec![Msg::CapsFound(Vec::new())],
        Effect::Assess(draft) => vec![Msg::Assessed(
            Box::new(sheet(&draft)),
            Box::new(assess(&draft)),
        )],
        Effect::Contrast(first, second) => {
            vec![Msg::Contrasted(Box::new(whatif::contrast(&first, &second)))]
        }
        Effect::WriteReasons { draft, pinned } => {
            vec![Msg::ReasonsWritten(whatif::reasons(
                &draft,
                pinned.as_ref(),
            ))]
        }
        Effect::ShowArticle(cite) => vec![Msg::ArticleShown(Box::new(whatif::article(&cite)))],
        Effect::ListDecisions(listing) => vec![list(office, &listing)],
        Effect::CompleteFilter(before) => vec![completed(before)],
        Effect::SumMarks(_)
        | Effect::ListViews
        | Effect::KeepView(_)
        | Effect::DropView(_)
        | Effect::RenameView(..)
        | Effect::CopyRows(_)
        | Effect::CompleteExportPath(_)
        | Effect::Export(_)
        | Effect::CancelExport => of_table(office, effect, outbox),
        Effect::LocateDecision(listing, key) => {
            vec![Msg::DecisionLocated(listing, usize::try_from(key).unwrap())]
        }
        Effect::ShowDecision(key) => vec![Msg::DecisionShown(Box::new(decision(key)))],
        Effect::DraftFrom(_) => vec![Msg::Drafted(Box::new(Draft {
            offence: MAINTAIN.into(),
            values: vec![(FieldId::Fact("days_overdue".into()), "7".into())],
        }))],
        Effect::CompletePath(path) => vec![Msg::PathsFound(
            ["/台账/二〇二四年处罚决定.csv", "/台账/2025.jsonl"]
                .into_iter()
                .filter(|known| known.starts_with(&path))
                .map(str::to_owned)
                .collect(),
        )],
        Effect::PreviewImport(file, form) => {
            preview(file, form.as_ref(), outbox);
            Vec::new()
        }
        Effect::ShowMapping => vec![Msg::MappingShown(Box::new(mapping()))],
        Effect::TryMapping(form) => vec![Msg::MappingTried(Box::new(trial(&form)))],
        Effect::KeepProfile(_, name) => vec![Msg::ProfileKept(name)],
        Effect::Import(file) => {
            office.decisions += 30;
            import(file, outbox.clone());
            Vec::new()
        }
        Effect::CancelWork(job) => vec![Msg::WorkStopped(job), Msg::WorkEnded(job)],
        Effect::CancelImport
        | Effect::Reload
        | Effect::KeepSetting(..)
        | Effect::AdoptSettings(_)
        | Effect::CopyShown
        | Effect::Copy { .. } => Vec::new(),
        Effect::UndoImport => {
            office.decisions = 0;
            vec![Msg::StoreChanged("已撤销".into())]
        }
        Effect::LoadDemo => {
            office.decisions += 30;
            vec![Msg::StoreChanged("已载入 30 件教学示例".into())]
        }
        Effect::Compare(_) => {
            outbox.send(Msg::CompareEnded(office.decisions)).unwrap();
            Vec::new()
        }
        Effect::CompareBureaus if office.decisions == 0 => vec![Msg::BureausShown(Box::default())],
        Effect::CompareBureaus => vec![Msg::BureausShown(Box::new(bureaus::view()))],
        Effect::ListOutliers { query, .. } => {
            vec![Msg::OutliersLoaded(Box::new(outliers(office, query)))]
        }
        Effect::ListPacks
        | Effect::ListItems(_)
        | Effect::CompleteDocumentPath(_)
        | Effect::ShowItem { .. }
        | Effect::Review(_)
        | Effect::Preview(_)
        | Effect::SuggestId(_)
        | Effect::ReadDocument(..)
        | Effect::ForgetDocument
        | Effect::WriteDocument(_) => packs::answer(effect, outbox),
        Effect::ListLists(query) => vec![Msg::ListsListed(Box::new(lists::found(query)))],
        Effect::ShowListItem { list, at } => {
            vec![Msg::ListItemShown(Box::new(lists::item(&list, at)))]
        }
        Effect::FindActions(query) => vec![finder::actions(query)],
        Effect::FindEverywhere(query) => vec![finder::everywhere(query)],
        Effect::FindDecisions(query) => vec![finder::decisions(query, office.decisions)],
        Effect::ListFacet(facet, _) => vec![Msg::FacetListed(facet, facet_values(facet))],
        Effect::ReviewFinding(step) => vec![Msg::FindingReviewed(step)],
        Effect::ShowOutlier(key) => vec![Msg::OutlierShown(Box::new(outlier(key)))],
    }
}

fn completed(before: String) -> Msg {
    let word = before.rsplit(' ').next().unwrap_or_default();
    let (typed, words): (usize, &[&str]) = match word {
        "j" => (1, &["金额>", "机关:", "结果:"]),
        "领域:" => (
            0,
            &[
                "煤矿",
                "危险化学品",
                "金属非金属矿山",
                "烟花爆竹",
                "工贸",
                "建筑施工",
                "道路运输",
                "消防",
            ],
        ),
        _ => (0, &[]),
    };
    let completion = |word: &&str| Completion {
        typed,
        word: (*word).to_owned(),
    };
    Msg::FilterCompleted(before, words.iter().map(completion).collect())
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the office names every effect; here only a few arrive"
)]
fn of_table(office: &Office, effect: Effect, outbox: &Sender<Msg>) -> Vec<Msg> {
    match effect {
        Effect::SumMarks(listing) => vec![Msg::MarksSummed(
            listing.filter,
            Sum {
                count: office.decisions,
                fen: 240_000_000,
                unknown: 0,
            },
        )],
        Effect::ListViews | Effect::KeepView(_) | Effect::DropView(_) | Effect::RenameView(..) => {
            vec![views(office)]
        }
        Effect::CopyRows(rows) => {
            vec![Msg::RowsCopied(format!("{:?}", rows.chosen), "几件".into())]
        }
        Effect::CompleteExportPath(path) => {
            vec![Msg::PathsFound(vec![
                format!("{path}夹/"),
                format!("{path}.csv"),
            ])]
        }
        Effect::Export(export) if export.path.contains("已有") && !export.replaces => {
            vec![Msg::ExportExists]
        }
        Effect::Export(export) => {
            let progress = ExportProgress {
                file: export.path.clone(),
                unit: strings::export_unit(export.source.contents()),
                written: 20,
                of: Some(30),
                is_cancelled: false,
            };
            let count = match &export.source {
                Source::Decisions(_) | Source::Findings(..) => office.decisions,
                Source::Table(table) => table.rows.len(),
            };
            let unit = progress.unit;
            let ended = Msg::ExportEnded(format!("已导出 {count} {unit}到 {}", export.path));
            if !export.path.contains("很大") {
                outbox.send(ended).unwrap();
            }
            vec![Msg::ExportProgressed(progress)]
        }
        Effect::CancelExport => {
            outbox
                .send(Msg::ExportEnded("已停止导出，没有写入文件".into()))
                .unwrap();
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn choice(id: &str, label: &str) -> Choice {
    Choice {
        id: id.into(),
        label: label.into(),
    }
}

fn start(office: &Office) -> Msg {
    let problem = Problem {
        severity: Severity::Error,
        place: "coal-2024/items.toml 第 12 行".into(),
        message: "不认识“max_yaun”".into(),
        advice: Some("是否指 `max_yuan`？".into()),
    };
    Msg::Started {
        domains: vec![choice("coal", "煤矿"), choice("hazchem", "危险化学品")],
        verdicts: vec![
            choice("beyond_statute", "超法定幅度"),
            choice("unlike_peers", "偏离同类"),
        ],
        problems: office.broken_pack.then_some(problem).into_iter().collect(),
    }
}

fn search(query: &str, domain: Option<&str>) -> Vec<LookupRow> {
    let row = |id: &str, title: &str, cite: &str, has_tiers, status: Option<&str>| LookupRow {
        id: id.into(),
        title: title.into(),
        cite: cite.into(),
        domains: vec!["煤矿".into(), "工贸".into()],
        has_tiers,
        status: status.map(str::to_owned),
    };
    [
        row(
            MAINTAIN,
            "未对安全设备进行经常性维护、保养和定期检测",
            "安全生产法99(3)",
            true,
            None,
        ),
        row(
            "aqscf-97-1-3",
            "未按照规定对从业人员进行安全生产教育和培训",
            "安全生产法97(3)",
            false,
            None,
        ),
        row(
            "mkaqjctl-39-1-0",
            "煤矿未建立安全生产隐患排查制度",
            "煤矿安全监察条例39",
            false,
            Some("已废止"),
        ),
    ]
    .into_iter()
    .filter(|row| query.is_empty() || row.title.contains(query) || row.cite.contains(query))
    .filter(|row| domain != Some("hazchem") || !row.has_tiers)
    .collect()
}

fn practice() -> PracticeView {
    PracticeView {
        count: 14,
        interval: Some("5万元至9万元".into()),
        scope: "同一案由、同一对象、同一阶段".into(),
        has_demo: true,
        peers: Vec::new(),
        bars: Vec::new(),
        awaited: None,
    }
}

fn detail(id: &str) -> DetailView {
    let row = |subject: &str, stage: &str, fine: &str| StatuteRow {
        subject: subject.into(),
        stage: stage.into(),
        fine: Some(fine.into()),
        others: vec!["责令停产停业整顿".into()],
        cite: "《安全生产法》第九十九条第三项".into(),
        note: None,
    };
    let tier = |label: &str, condition: &str, unit: &str, person: &str| TierRow {
        label: label.into(),
        condition: condition.into(),
        amounts: vec![
            ("单位".into(), unit.into()),
            ("责任人员".into(), person.into()),
        ],
    };
    DetailView {
        id: id.into(),
        title: "未对安全设备进行经常性维护、保养和定期检测".into(),
        cite: "《中华人民共和国安全生产法》第九十九条第三项".into(),
        status: (id != MAINTAIN).then(|| "2024-05-01 废止，由《煤矿安全生产条例》代替".into()),
        statute: vec![
            row("单位", "首次查处", "5万元以下"),
            row("单位", "逾期未改正", "5万元以上20万元以下"),
            row("责任人员", "逾期未改正", "1万元以上2万元以下"),
        ],
        benchmarks: if id == MAINTAIN {
            vec![BenchmarkView {
                title: "煤矿安全监管监察行政处罚裁量权基准（2024）第191项".into(),
                status: "现行；已与原文核对".into(),
                tiers: vec![
                    tier(
                        "第一阶次",
                        "超过期限10日以下",
                        "5万元以上10万元以下",
                        "1万元以上1.3万元以下",
                    ),
                    tier(
                        "第二阶次",
                        "超过期限10日以上",
                        "10万元以上20万元以下",
                        "1.3万元以上2万元以下",
                    ),
                ],
            }]
        } else {
            Vec::new()
        },
        practice: practice(),
        article: Vec::new(),
    }
}

fn sheet(draft: &Draft) -> Sheet {
    let choices =
        |ids: &[(&str, &str)]| FieldKind::Choice(ids.iter().map(|(i, l)| choice(i, l)).collect());
    let text = |accepts, step| FieldKind::Text { accepts, step };
    let spec = |id, label: &str, kind, is_used| FieldSpec {
        id,
        label: label.into(),
        kind,
        is_used,
        hint: format!("{label}：按案卷填写"),
    };
    let number = text(Accepts::Number, 1);
    let fact = |id: &str, label: &str, is_used| {
        spec(FieldId::Fact(id.into()), label, number.clone(), is_used)
    };
    let check = |id: &str, label: &str| {
        spec(
            FieldId::Circumstance(id.into()),
            label,
            FieldKind::Check,
            true,
        )
    };
    let subject =
        |id: &str, label: &str| spec(FieldId::Subject(id.into()), label, FieldKind::Check, true);
    let date = |id, label: &str| spec(id, label, text(Accepts::Date, 0), true);
    let proposed = |id: &str, label: &str| {
        spec(
            FieldId::Proposed(id.into()),
            label,
            text(Accepts::Amount, 10_000),
            true,
        )
    };
    Sheet {
        offence: draft.offence.clone(),
        title: "未对安全设备进行经常性维护、保养和定期检测".into(),
        cite: "安全生产法99(3)".into(),
        fields: vec![
            spec(
                FieldId::Domain,
                "领域",
                choices(&[("coal", "煤矿"), ("hazchem", "危险化学品")]),
                true,
            ),
            spec(
                FieldId::Stage,
                "阶段",
                choices(&[("first", "首次查处"), ("overdue", "逾期未改正")]),
                true,
            ),
            subject("unit", "单位"),
            subject("responsible_person", "责任人员"),
            fact("days_overdue", "超过期限(日)", true),
            fact("device_count", "涉及设备(台套)", true),
            fact("deaths", "死亡人数(人)", false),
            fact("loss_wan", "直接经济损失(万元)", false),
            proposed("unit", "单位(元)"),
            proposed("responsible_person", "责任人员(元)"),
            check("art32_voluntary_remedy", "主动消除或者减轻危害后果"),
            check("art32_meritorious", "配合查处有立功表现"),
            date(FieldId::ActOn, "违法行为发生"),
            date(FieldId::DecidedOn, "作出决定"),
        ],
        defaults: draft
            .values
            .iter()
            .cloned()
            .chain(
                [
                    (FieldId::Domain, "coal"),
                    (FieldId::Stage, "overdue"),
                    (FieldId::Subject("unit".into()), ""),
                ]
                .map(|(id, text)| (id, text.to_owned())),
            )
            .collect(),
    }
}

fn assess(draft: &Draft) -> AssessmentView {
    let days = FieldId::Fact("days_overdue".into());
    let proposed = draft.get(&FieldId::Proposed("unit".into()));
    let (range, layer, tiers) = match draft.get(&days) {
        Some(_) => (
            "5万元至10万元",
            "裁量阶次",
            vec!["第一阶次 5万元至10万元".to_owned()],
        ),
        None => (
            "5万元至20万元",
            "法定幅度（阶次未定）",
            vec![
                "第一阶次 5万元至10万元".to_owned(),
                "第二阶次 10万元至20万元".to_owned(),
            ],
        ),
    };
    AssessmentView {
        disposition: "应当处罚".into(),
        applicable: "适用《安全生产法》（2021修正）：行为发生时的法律".into(),
        ranges: vec![RangeView {
            subject: "单位 逾期未改正".into(),
            range: range.into(),
            layer: layer.into(),
            statutory: "5万元以上20万元以下".into(),
            tiers: tiers.clone(),
            wording: None,
            lean: draft
                .get(&FieldId::Circumstance("art32_voluntary_remedy".into()))
                .map(|_| "应当从轻或者减轻（行政处罚法32(1)）".to_owned()),
            basis: None,
            bar: Some(whatif::bar(
                draft.get(&days),
                draft.get(&FieldId::Circumstance("art32_voluntary_remedy".into())),
                proposed,
            )),
        }],
        findings: proposed
            .map(|_| FindingView {
                severity: Severity::Error,
                message: "拟处罚款高于第一阶次上限".into(),
                cite: Some("煤矿基准第191项".into()),
            })
            .into_iter()
            .collect(),
        nearest: match proposed {
            Some(_) => NearestReason::Changes(vec!["超过期限改为10日以上".into()]),
            None => NearestReason::NotNeeded,
        },
        questions: match draft.get(&days) {
            Some(_) => Vec::new(),
            None => vec![QuestionView {
                field: days,
                label: "超过期限(日)".into(),
                narrows: "第一阶次、第二阶次".into(),
            }],
        },
        lists: Vec::new(),
        others: vec!["可以责令停产停业整顿".into()],
        gates: vec![
            GateView {
                label: "听证".into(),
                required: Some(true),
                reason: "单位罚款可能达到10万元".into(),
                cite: "令18第五十五条".into(),
            },
            GateView {
                label: "上级备案".into(),
                required: None,
                reason: "不知道机关层级".into(),
                cite: "令18第八十二条".into(),
            },
        ],
        practice: practice(),
        trace: vec![
            TraceView {
                step: "适用法律".into(),
                effect: "安全生产法（2021修正）".into(),
                cite: "行政处罚法第三十七条".into(),
            },
            TraceView {
                step: "法定幅度：单位、逾期未改正".into(),
                effect: "5万元以上20万元以下".into(),
                cite: "安全生产法第九十九条第三项".into(),
            },
            TraceView {
                step: format!("裁量阶次：{}", tiers.join("、")),
                effect: range.into(),
                cite: "煤矿基准第191项".into(),
            },
        ],
        warnings: vec!["决定日期未填，按不限处理".into()],
        unreadable: draft
            .values
            .iter()
            .filter(|(id, text)| *id == FieldId::ActOn && text.len() < 4)
            .map(|(id, _)| (id.clone(), "应写成 2024-08-02".to_owned()))
            .collect(),
    }
}

fn list(office: &Office, listing: &Listing) -> Msg {
    let total = if listing.filter == "无" {
        0
    } else {
        office.decisions
    };
    let rows = (listing.offset..total.min(listing.offset + Window::<()>::LEN))
        .map(|at| DecisionRow {
            key: i64::try_from(at).unwrap(),
            case_no: format!("（文）应急罚〔2024〕{at}号"),
            decided_on: format!("2024-{:02}-{:02}", at % 12 + 1, at % 28 + 1),
            authority: "文水县应急管理局".into(),
            offence: "未对安全设备进行经常性维护、保养和定期检测".into(),
            subject: "单位".into(),
            fine: format!("{}万元", at % 15 + 1),
            is_demo: true,
            fen: i64::try_from(at % 15 + 1).ok().map(|wan| wan * 1_000_000),
            party: format!("某煤业有限公司{at}"),
            domain: "煤矿".into(),
            stage: "逾期未改正".into(),
            circumstances: "主动消除或者减轻违法行为危害后果".into(),
            basis: "《中华人民共和国安全生产法》第九十九条第三项".into(),
            region: "141121".into(),
            ..DecisionRow::default()
        })
        .collect();
    Msg::DecisionsLoaded {
        listing: listing.clone(),
        rows: Window {
            offset: listing.offset,
            rows,
            total,
        },
        stored: office.decisions,
        undo: (office.decisions > 0).then(|| "教学示例，30 件".to_owned()),
        doubts: listing
            .filter
            .contains("金鹅")
            .then(|| "不认识“金鹅”，是否指“金额”？按原文查找请加引号".to_owned())
            .into_iter()
            .collect(),
    }
}

fn view(name: &str, filter: &str, is_built_in: bool) -> SavedView {
    SavedView {
        name: name.into(),
        filter: filter.into(),
        sort: SortBy::Fine,
        is_reversed: false,
        columns: Columns::of(&[Column::CaseNo, Column::Fine, Column::Party]),
        is_built_in,
    }
}

fn views(office: &Office) -> Msg {
    let mut views = vec![
        view("某县大额", "机关:某县 金额>=10万", false),
        view("今年", "今年", true),
    ];
    if office.broken_pack {
        views.remove(0);
    }
    let trouble = "views.toml 读不出：第 3 行少一个引号".to_owned();
    Msg::ViewsListed(
        views,
        office.broken_pack.then_some(trouble).into_iter().collect(),
    )
}

fn decision(key: i64) -> DecisionView {
    let line = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    DecisionView {
        key,
        case_no: format!("（文）应急罚〔2024〕{key}号"),
        lines: vec![
            line("案由", "未对安全设备进行经常性维护、保养和定期检测"),
            line("依据", "《中华人民共和国安全生产法》第九十九条第三项"),
            line("当事人", "某煤业有限公司"),
            line("裁量因素", "超过期限 7 日"),
            line("罚款", "8万元"),
            line(
                "案情",
                "执法人员检查时发现，该矿副井提升绞车的安全保护装置未按规定定期检测，责令限期改正后逾期仍未改正。",
            ),
        ],
        is_demo: true,
    }
}

fn facet_values(facet: Facet) -> Vec<FacetValue> {
    let value = |id: &str, label: &str, count| FacetValue {
        id: id.into(),
        label: label.into(),
        count,
    };
    match facet {
        Facet::Verdict => vec![
            value("beyond_statute", "超法定幅度", 2),
            value("unlike_peers", "偏离同类", 3),
            value("consistent", "一致", 25),
        ],
        Facet::Authority => vec![
            value("文水县应急管理局", "文水县应急管理局", 20),
            value("交城县应急管理局", "交城县应急管理局", 10),
        ],
        Facet::Offence => vec![value("aqscf-99-1-3", "未对安全设备进行经常性维护", 30)],
        Facet::Period => vec![
            value("2024", "2024 年", 30),
            value("2024-Q2", "2024 年第 2 季度", 12),
        ],
    }
}

fn outliers(office: &Office, query: Query) -> Listed {
    let total = match query.get(Facet::Verdict) {
        Some("beyond_statute") => 0,
        Some(_) => office.decisions.min(3),
        None => office.decisions,
    };
    let total = if query.text == "无" { 0 } else { total };
    let rows = (0..total)
        .map(|at| OutlierRow {
            key: i64::try_from(at).unwrap(),
            verdict: if at < 3 {
                "偏离同类：偏重"
            } else {
                "一致"
            }
            .into(),
            is_suspicious: at < 3,
            review: [None, Some(Reviewed::Confirmed), Some(Reviewed::Changed)]
                .get(at)
                .copied()
                .flatten(),
            case_no: format!("（文）应急罚〔2024〕{at}号"),
            decided_on: "2024-06-01".into(),
            offence: "未对安全设备进行经常性维护、保养和定期检测".into(),
            fine: "18万元".into(),
            expected: "5万元至9万元".into(),
            is_demo: true,
        })
        .collect();
    let words = [
        ("beyond_statute", "超法定幅度"),
        ("unlike_peers", "偏离同类"),
    ];
    let label = |id: &str| {
        let known = words.iter().find(|(known, _)| *known == id);
        known.map_or(id, |(_, label)| *label).to_owned()
    };
    Listed {
        chips: query.chosen.iter().map(|(f, id)| (*f, label(id))).collect(),
        query,
        rows: Window {
            offset: 0,
            rows,
            total,
        },
        counts: Counts {
            merged: 2,
            earlier_numbering: 1,
            outside_library: 4,
            dismissed: 1,
        },
        is_waiting: false,
    }
}

fn peer(at: i64) -> PeerColumn {
    PeerColumn {
        key: at + 5,
        case_no: format!("（文）应急罚〔2024〕{}号", at + 5),
        weight: "8%".into(),
        cells: [
            (format!("{}万元", at + 5), Differs::Less),
            ("第二阶次".into(), Differs::Not),
            (
                if at % 2 == 0 { "有" } else { "无" }.into(),
                if at % 2 == 0 {
                    Differs::Other
                } else {
                    Differs::Not
                },
            ),
            (format!("{}", at + 3), Differs::Other),
            ("文水县应急管理局".into(), Differs::Not),
            ("2024-06-01".into(), Differs::Not),
        ]
        .into_iter()
        .map(|(text, differs)| Cell { text, differs })
        .collect(),
        is_demo: true,
    }
}

fn outlier(key: i64) -> OutlierView {
    let stretch = |low: i64, high: i64| {
        Some(Stretch {
            low: low * 1_000_000,
            high: high * 1_000_000,
            words: format!("{low}万元至{high}万元"),
        })
    };
    let texts = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect();
    OutlierView {
        key,
        lines: vec![
            (
                "案由".to_owned(),
                "未对安全设备进行经常性维护、保养和定期检测".to_owned(),
            ),
            ("当事人".to_owned(), "某煤业有限公司".to_owned()),
        ],
        verdict: "偏离同类：偏重".into(),
        is_suspicious: true,
        review: (key == 2).then(|| {
            let words = "已按听证意见核对（2026-07-01 09:30:00，张三）";
            (Reviewed::Changed, words.to_owned())
        }),
        reasons: vec![
            "14 件类案的罚款在 5万元至9万元之间，本案 18万元，高出一倍。".into(),
            "情节与类案相当，没有从重情节。".into(),
        ],
        nearest: NearestReason::Changes(texts(&["超过期限(日) 应为 15"])),
        figures: vec![
            (
                "类案提示".into(),
                "5万元至9万元（可比决定九成在此之间）".into(),
            ),
            ("类案件数".into(), "罚款 14 件，未罚款 2 件".into()),
            (
                "稀见程度".into(),
                "可比决定中偏离到这样或者更远的约占 0.3%".into(),
            ),
        ],
        strip: Some(Strip {
            peers: vec![5, 5, 6, 6, 6, 7, 7, 8, 9, 9]
                .into_iter()
                .map(|wan| wan * 1_000_000)
                .collect(),
            expected: stretch(5, 9),
            statutory: stretch(5, 20),
            tier: stretch(5, 10),
            this: Some((18_000_000, "18万元".into())),
            ends: ("5万元".into(), "20万元".into()),
        }),
        table: PeerTable {
            labels: texts(&[
                "处理结果",
                "阶次",
                "主动消除危害",
                "超过期限(日)",
                "机关",
                "日期",
            ]),
            this: texts(&[
                "18万元",
                "第二阶次",
                "无",
                "7",
                "文水县应急管理局",
                "2024-06-01",
            ]),
            absent: vec!["", "", "无", "未记录", "", ""],
            peers: (0..10).map(peer).collect(),
        },
        history: if key == 2 {
            texts(&["排除“偏离同类”：已按听证意见核对（2026-07-01 09:30:00，张三）"])
        } else {
            Vec::new()
        },
        excluded: vec!["1 件罚款金额不明".into()],
        method: "按14件决定校准；统计只提示复核，不确定金额。".into(),
    }
}

fn import(file: String, outbox: Sender<Msg>) {
    std::thread::spawn(move || {
        let progress = ImportProgress {
            file: file.clone(),
            read: 15,
            percent: Some(50),
            ..ImportProgress::default()
        };
        let _ = outbox.send(Msg::ImportProgressed(progress));
        let _ = outbox.send(Msg::ImportEnded(ImportSummary {
            file,
            read: 33,
            accepted: 30,
            duplicates: 1,
            rejected: vec![
                (7, "处罚依据“某某办法第九条”没有找到".into()),
                (19, "罚款金额“待定”不是数".into()),
            ],
            notes: vec!["第 4 行：“伍万元整”读作 50000 元".into()],
            ..ImportSummary::default()
        }));
    });
}

/// A file called 台账 is known; any other has columns that are not.
fn preview(file: String, form: Option<&MappingForm>, outbox: &Sender<Msg>) {
    let answer = if form.is_none() && file.contains("怪表") {
        Msg::MappingShown(Box::new(MappingView { file, ..mapping() }))
    } else {
        Msg::ImportPreviewed(Box::new(ImportSummary {
            file,
            read: 33,
            accepted: 30,
            duplicates: 1,
            rejected: vec![
                (12, "处罚依据对应不到任何违法行为".into()),
                (19, "金额不止一种读法".into()),
            ],
            reasons: vec![
                "处罚依据对应不到任何违法行为：请核对法律名称和条款项（1 处：第 12 行）".into(),
                "金额不止一种读法：请写成一个确定的数（1 处：第 19 行）".into(),
            ],
            notes: vec!["没有行政区划代码（3 处：第 2、5、7 行）".into()],
            is_table: true,
            ..ImportSummary::default()
        }))
    };
    outbox.send(answer).unwrap();
}

fn mapping() -> MappingView {
    let column = |heading: &str, samples: &str, field: Option<&str>| ColumnView {
        heading: heading.into(),
        samples: samples.into(),
        field: field.map(str::to_owned),
    };
    let choice = |name: &str, label: &str, keys: [&str; 2]| FieldChoice {
        name: name.into(),
        label: label.into(),
        keys: keys.map(str::to_owned).into(),
        is_shared: name == "ignore",
    };
    let fixed = |name: &str, label: &str| FixedView {
        name: name.into(),
        label: label.into(),
        text: String::new(),
    };
    let mut view = MappingView {
        file: "/台账/怪表.csv".into(),
        columns: vec![
            column("编号", "某应急罚〔2024〕1号 | 某应急罚〔2024〕2号", None),
            column("何时罚的", "2024-03-11 | 2024/4/11", None),
            column("处罚依据", "安全生产法第九十九条第三项", Some("basis")),
            column("罚了多少(元)", "60000 | 65,000", None),
        ],
        fixed: vec![
            fixed("authority", "处罚机关"),
            fixed("subject", "当事人类别"),
        ],
        choices: vec![
            choice("case_no", "决定书文号", ["juedingshuwenhao", "jdswh"]),
            choice("decided_on", "处罚决定日期", ["chufajuedingriqi", "cfjdrq"]),
            choice("basis", "处罚依据", ["chufayiju", "cfyj"]),
            choice("fine_yuan", "罚款金额（元）", ["fakuanjineyuan", "fkjey"]),
            choice(
                "ignore",
                "不用（原文留存）",
                ["buyongyuanwenliucun", "byywlc"],
            ),
        ],
        ..MappingView::default()
    };
    view.trial = trial(&view.form());
    view.selection.resize(6);
    view
}

fn trial(form: &MappingForm) -> Trial {
    let has = |name: &str| form.fields.iter().flatten().any(|f| f == name);
    let columns = [("case_no", "决定书文号"), ("decided_on", "处罚决定日期")];
    let fixed = |name: &str| form.fixed.iter().any(|(f, t)| f == name && !t.is_empty());
    let texts = [("authority", "处罚机关"), ("subject", "当事人类别")];
    let columns = columns.iter().filter(|(name, _)| !has(name));
    let texts = texts.iter().filter(|(name, _)| !fixed(name));
    let lacking: Vec<String> = columns.chain(texts).map(|(_, l)| (*l).to_owned()).collect();
    let rows = if lacking.is_empty() {
        vec![
            (
                2,
                true,
                "某应急罚〔2024〕1号 2024-03-11 罚款6万元 单位".into(),
            ),
            (3, false, "处罚决定日期不存在或读不出：请核对".into()),
        ]
    } else {
        Vec::new()
    };
    Trial { lacking, rows }
}
