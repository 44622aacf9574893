package mailtls.conformance.client;

import mailtls.conformance.peer.Handshake;
import mailtls.conformance.peer.Handshake.Outcome;
import mailtls.conformance.peer.Heard;
import mailtls.conformance.peer.SocketPeer;
import mailtls.wire.Ascii;

/** What a hostile server does where a handshake should be, and what a client must not make of it. */
final class BrokenTls {

    private static final String ALERT = "\u0015\u0003\u0001\u0000\u0002\u0002\u0028";
    private static final String EXPECTED = "TLS, or the end of the connection";

    private final Scene scene;
    private final SocketPeer peer;

    BrokenTls(Scene scene, SocketPeer peer) {
        this.scene = scene;
        this.peer = peer;
    }

    /** Looks at what a client does whose handshake has failed. */
    void failed(Handshake handshake) {
        if (handshake.outcome() == Outcome.CLEARTEXT) {
            tell("it goes on in clear: ", handshake.detail());
        } else {
            requireSilenceInClear();
        }
    }

    /** Does something else than the handshake, and looks what the client makes of it. */
    void instead(Step.Event event) {
        Heard hello = peer.record();
        if (hello instanceof Heard.Ended ended) {
            if (ended.how() == Heard.How.CLEARTEXT) {
                tell("it goes on in clear: ", ended.detail());
            }
            return;
        }
        switch (event) {
            case ALERT -> peer.sayInClear(ALERT);
            case HANG_UP -> peer.fin();
            case TLS_1_0 -> answer(((Heard.Line) hello).text(), 1);
            case TLS_1_1 -> answer(((Heard.Line) hello).text(), 2);
            case STAY_IN_CLEAR -> peer.sayInClear(inClear());
            default -> {}
        }
        requireSilenceInClear();
    }

    private String inClear() {
        return switch (scene.protocol()) {
            case IMAP -> "* OK we go on in clear\r\n";
            case POP3 -> "+OK we go on in clear\r\n";
            case SMTP -> "220 we go on in clear\r\n";
        };
    }

    private void requireSilenceInClear() {
        if (peer.saysInClear(scene.moment())) {
            tell(
                    "without TLS it goes on in clear: ",
                    "“" + Ascii.printable(peer.unread()).strip() + "”");
        }
    }

    /** Tells of words in clear: a farewell is not what is to be kept secret. */
    void tell(String what, String words) {
        if (Said.areHarmless(scene.protocol(), words)) {
            scene.witness().slip(what + words, EXPECTED);
        } else {
            scene.witness().fault(what + words, EXPECTED);
        }
    }

    /**
     * Whoever does not take an old version says so, or goes; whoever does neither waits for the rest of the handshake. A busy machine
     * may take more than a moment for it, and some clients show their user for a second what went wrong. Silence is a fault here, so
     * half of the client's time is waited.
     */
    private void answer(String hello, int minor) {
        peer.sayInClear(OldServerHello.answering(hello, minor));
        if (peer.isSilent(scene.patience().dividedBy(2))) {
            scene.witness()
                    .fault("it goes on with the handshake after a ServerHello of TLS 1." + (minor - 1), "an alert");
        }
    }
}
