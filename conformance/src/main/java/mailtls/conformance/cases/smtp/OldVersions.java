package mailtls.conformance.cases.smtp;

import java.util.stream.Stream;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/**
 * RFC 7568 section 3 and RFC 8996 sections 4 and 5, versions that are not used any more: an alert comes, or nothing,
 * and the end.
 */
public enum OldVersions implements Section {
    SSL_3_0_IS_REFUSED("tls.version.no-sslv3", "-- offer SSL 3.0 --\n"),
    TLS_1_0_IS_REFUSED("tls.version.no-10 tls.version.old-hello-alert", "-- offer TLS 1.0 --\n"),
    TLS_1_1_IS_REFUSED("tls.version.no-11 tls.version.old-hello-alert", "-- offer TLS 1.1 --\n");

    private final String requirements;
    private final String offer;

    OldVersions(String requirements, String offer) {
        this.requirements = requirements;
        this.offer = offer;
    }

    @Override
    public Case test() {
        return Way.IN_CLEAR
                .to(this, requirements, "C: STARTTLS\nS: 220 *\n" + offer)
                .called(Mode.STARTTLS);
    }

    @Override
    public Stream<Case> tests() {
        Case implicit = Case.of(this, MailProtocol.SMTP, Mode.IMPLICIT, requirements, offer);
        return Stream.of(test(), implicit.called(Mode.IMPLICIT));
    }
}
