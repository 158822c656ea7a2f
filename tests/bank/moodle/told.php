<?php
// php told.php MOODLE FORMAT FILE: reads FILE with the importer of the Moodle installed in MOODLE, into a course of its
// own, and tells what Moodle has then: a question a line, as JSON. The courses stay: use a Moodle made for this.
define('CLI_SCRIPT', true);
[, $moodle, $format, $file] = $argv;
require "$moodle/config.php";
require_once "$CFG->libdir/questionlib.php";
require_once "$CFG->dirroot/question/editlib.php";
require_once "$CFG->dirroot/question/engine/lib.php";
require_once "$CFG->dirroot/question/format.php";
require_once "$CFG->dirroot/question/format/$format/format.php";
require_once "$CFG->dirroot/course/lib.php";

\core\session\manager::set_user(get_admin());
$PAGE->set_url('/');
$course = create_course((object) ['fullname' => 'T', 'shortname' => uniqid('t'), 'category' => 1]);
$context = context_course::instance($course->id);
$PAGE->set_context($context);
$class = "qformat_$format";
$importer = new $class();
$importer->setCategory(question_make_default_categories([$context]));
$importer->setContexts([$context]);
$importer->setCourse($course);
$importer->setFilename($file);
$importer->setRealfilename(basename($file));
$importer->setMatchgrades('error');
$importer->setCatfromfile(1);
$importer->setContextfromfile(1);
$importer->setStoponerror(1);
$importer->set_display_progress(false);
ob_start();
$done = $importer->importpreprocess() && $importer->importprocess() && $importer->importpostprocess();
$said = trim(strip_tags(ob_get_clean()));
if (!$done || $said !== '') {
    fwrite(STDERR, "Moodle says: $said\n");
    exit(1);
}

$rows = $DB->get_records_sql('select q.id, qc.name as category, qbe.idnumber from {question} q
    join {question_versions} v on v.questionid = q.id join {question_bank_entries} qbe on qbe.id = v.questionbankentryid
    join {question_categories} qc on qc.id = qbe.questioncategoryid
    where qc.contextid = ? and q.parent = 0 order by q.id', [$context->id]);
foreach ($rows as $row) {
    $one = question_bank::load_question_data($row->id);
    $told = ['id' => $row->idnumber, 'type' => $one->qtype, 'name' => $one->name, 'category' => $row->category,
        'text' => $one->questiontext, 'why' => $one->generalfeedback, 'mark' => (float) $one->defaultmark];
    $told['hints'] = array_column((array) $one->hints, 'hint');
    $told['tags'] = array_values(core_tag_tag::get_item_tags_array('core_question', 'question', $row->id));
    sort($told['tags']);
    $files = $DB->get_records_select('files', "contextid = ? and component = 'question' and itemid = ? and filename <> '.'",
        [$context->id, $row->id]);
    $told['files'] = array_values(array_map(fn($f) => "$f->filearea/$f->filename $f->mimetype $f->filesize", $files));
    $answers = fn($o) => array_map(fn($a) => array_merge([$a->answer, round((float) $a->fraction, 5), $a->feedback],
        isset($a->tolerance) ? [(float) $a->tolerance] : []), array_values($o->answers));
    $o = $one->options;
    if ($one->qtype === 'match') {
        $told['pairs'] = array_map(fn($s) => [$s->questiontext, $s->answertext], array_values($o->subquestions));
    } else if ($one->qtype === 'multianswer') {
        $told['gaps'] = array_map(fn($q) => [$q->qtype, $answers($q->options)], array_values($o->questions));
    } else if ($one->qtype === 'essay') {
        $told['essay'] = [$o->graderinfo, $o->responsetemplate];
    } else {
        $told['answers'] = $answers($o);
    }
    foreach (['single', 'shuffleanswers', 'selecttype'] as $name) {
        if (isset($o->$name)) {
            $told[$name] = (int) $o->$name;
        }
    }
    if (!empty($o->units)) {
        $told['units'] = array_values(array_map(fn($u) => $u->unit, $o->units));
    }
    if ($one->qtype !== 'essay') { // What its grading gives to the answer that it holds to be right.
        $usage = question_engine::make_questions_usage_by_activity('core_question_preview', $context);
        $usage->set_preferred_behaviour('deferredfeedback');
        $slot = $usage->add_question(question_bank::load_question($row->id, false), 10);
        $usage->start_question($slot);
        $usage->process_action($slot, $usage->get_correct_response($slot));
        $usage->finish_question($slot);
        $told['earns'] = round((float) $usage->get_question_fraction($slot), 5);
    }
    echo json_encode($told, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), "\n";
}
