package mailtls.conformance.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;

/** Cases, in the order that they are played in: by protocol, section for section as in the RFCs, and then the generated ones. */
public final class Suite {

    private final List<Case> cases;

    private Suite(List<Case> cases) {
        this.cases = List.copyOf(cases);
        List<String> ids = cases.stream().map(Case::id).toList();
        String twice = ids.stream()
                .filter(id -> ids.indexOf(id) != ids.lastIndexOf(id))
                .collect(Collectors.joining(", "));
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException("more than one case is called " + twice);
        }
    }

    /** Returns the cases of these sections, in their order, and those that are generated. */
    public static Suite of(Stream<? extends Section> sections) {
        var all = new ArrayList<>(sections.flatMap(Section::tests).toList());
        for (MailProtocol protocol : MailProtocol.values()) {
            Boundary.cases(protocol).forEach(all::add);
            Equality.cases(protocol).forEach(all::add);
            for (Mode mode : Mode.values()) {
                Hellos.cases(protocol, mode).forEach(all::add);
                Lifecycle.cases(protocol, mode).forEach(all::add);
                Resumption.cases(protocol, mode).forEach(all::add);
            }
        }
        Stream.of(Mode.values()).flatMap(Maildrop::cases).forEach(all::add);
        return new Suite(all);
    }

    /** Returns exactly these cases. */
    public static Suite ofCases(Stream<Case> cases) {
        return new Suite(cases.toList());
    }

    /** Returns all cases. */
    public List<Case> cases() {
        return cases;
    }

    /** Returns the cases of a protocol and mode. */
    public List<Case> cases(MailProtocol protocol, Mode mode) {
        return cases.stream()
                .filter(test -> test.protocol() == protocol && test.mode() == mode)
                .toList();
    }

    /** Returns the cases that decide a requirement. */
    public List<Case> deciding(String requirement) {
        return cases.stream()
                .filter(test -> test.requirements().contains(requirement))
                .toList();
    }
}
