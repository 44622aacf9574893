package mailtls.conformance.check;

import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import mailtls.conformance.check.Run.Examined;
import mailtls.conformance.peer.Transcript;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;

/** Tells a run in the XML that continuous integration knows from JUnit: a suite for each target, a test for each case. */
final class JunitReport {

    private final XMLStreamWriter xml;
    private final Baseline baseline;

    private JunitReport(XMLStreamWriter xml, Baseline baseline) {
        this.xml = xml;
        this.baseline = baseline;
    }

    /** Returns the text of the file. */
    static String of(Run run) {
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            new JunitReport(xml, run.baseline()).write(run);
            xml.close();
            return text.toString();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void write(Run run) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuites");
        for (Examined examined : run.targets()) {
            write(examined);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void write(Examined examined) throws XMLStreamException {
        List<Result> results = examined.results();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", examined.target().toString());
        xml.writeAttribute("tests", String.valueOf(results.size()));
        xml.writeAttribute("failures", count(results, List.of(Verdict.FAIL)));
        xml.writeAttribute("errors", count(results, List.of(Verdict.ERROR, Verdict.INCONCLUSIVE)));
        xml.writeAttribute("skipped", count(results, List.of(Verdict.SKIP, Verdict.NOT_OBSERVABLE)));
        xml.writeAttribute("time", seconds(results.stream().map(Result::took).reduce(Duration.ZERO, Duration::plus)));
        for (Result result : results) {
            write(result, examined.target().toString());
        }
        xml.writeEndElement();
    }

    private String count(List<Result> results, List<Verdict> verdicts) {
        return String.valueOf(results.stream()
                .filter(result -> verdicts.contains(told(result)))
                .count());
    }

    private void write(Result result, String target) throws XMLStreamException {
        // Readers take what stands before the last point of a class for its package: the server, and the protocol.
        String[] id = result.test().id().split("\\.", 3);
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", target + " " + id[0] + "." + id[1]);
        xml.writeAttribute("name", id[2]);
        xml.writeAttribute("time", seconds(result.took()));
        switch (told(result)) {
            case FAIL -> trouble("failure", result);
            case ERROR, INCONCLUSIVE -> trouble("error", result);
            case SKIP, NOT_OBSERVABLE -> {
                xml.writeEmptyElement("skipped");
                xml.writeAttribute("message", reason(result));
            }
            case WARN, INFO -> {
                xml.writeStartElement("system-out");
                xml.writeCharacters(result.verdict() + ": " + result.reason() + "\n" + said(result));
                xml.writeEndElement();
            }
            case PASS -> {
                // An element without content is a test that went well.
            }
        }
        xml.writeEndElement();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }

    /** Something known is no failure of the build. */
    private Verdict told(Result result) {
        return baseline.reason(result).isPresent() ? Verdict.SKIP : result.verdict();
    }

    private String reason(Result result) {
        return baseline.reason(result)
                .map(why -> "known " + result.verdict() + " (" + why + "): " + result.reason())
                .orElse(result.reason());
    }

    private void trouble(String element, Result result) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("type", result.verdict().name().toLowerCase(Locale.ROOT));
        xml.writeAttribute("message", result.reason());
        xml.writeCharacters(said(result));
        xml.writeEndElement();
    }

    private static String said(Result result) {
        return result.evidence().transcript().map(Transcript::print).orElse("");
    }
}
