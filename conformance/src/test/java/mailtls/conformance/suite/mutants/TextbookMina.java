package mailtls.conformance.suite.mutants;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SSLContext;
import mailtls.connection.Connection;
import mailtls.connection.Effect;
import mailtls.connection.Endpoint;
import mailtls.connection.Transport;
import mailtls.connection.WireLog;
import mailtls.machine.Peer;
import mailtls.machine.Protocol;
import mailtls.tls.Channel;
import mailtls.tls.TestTls;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolCodecFilter;
import org.apache.mina.filter.codec.textline.TextLineCodecFactory;
import org.apache.mina.filter.ssl.SslFilter;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;

/**
 * STARTTLS as the examples have it: lines by the stock codec, and the stock TLS filter put before it when the command comes. What
 * the codec has read ahead by then is obeyed all the same.
 */
final class TextbookMina extends IoHandlerAdapter implements Running {

    private static final String CRLF = "\r\n";
    private static final int LONGEST_LINE = 1 << 16;
    private static final AttributeKey ENDPOINT = new AttributeKey(TextbookMina.class, "endpoint");

    private final NioSocketAcceptor acceptor = new NioSocketAcceptor(1);
    private final Protocol protocol;
    private final SSLContext context;

    TextbookMina(Protocol protocol, SSLContext context) throws IOException {
        this.protocol = protocol;
        this.context = context;
        var lines = new TextLineCodecFactory(ISO_8859_1, CRLF, CRLF);
        lines.setDecoderMaxLineLength(LONGEST_LINE);
        lines.setEncoderMaxLineLength(LONGEST_LINE);
        acceptor.getFilterChain().addLast("lines", new ProtocolCodecFilter(lines));
        acceptor.getSessionConfig().setTcpNoDelay(true);
        acceptor.setHandler(this);
        acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @Override
    public int port() {
        return acceptor.getLocalAddress().getPort();
    }

    @Override
    public void sessionOpened(IoSession session) {
        var peer = new Peer((InetSocketAddress) session.getRemoteAddress(), event -> {}, () -> {});
        var endpoint = new Connection(protocol, peer, Limits.DEFAULT, WireLog.OFF);
        session.setAttribute(ENDPOINT, endpoint);
        perform(session, endpoint.opened(Channel.CLEARTEXT));
    }

    @Override
    public void messageReceived(IoSession session, Object message) {
        if (message instanceof String line) {
            Endpoint endpoint = endpoint(session);
            perform(session, endpoint.received(ByteBuffer.wrap(Ascii.octets(line + CRLF))));
            perform(session, endpoint.sent());
        }
    }

    @Override
    public void sessionClosed(IoSession session) {
        endpoint(session).gone();
    }

    @Override
    public void exceptionCaught(IoSession session, Throwable cause) {
        session.closeNow();
    }

    @Override
    public void close() {
        acceptor.dispose(true);
    }

    private static Endpoint endpoint(IoSession session) {
        return (Endpoint) session.getAttribute(ENDPOINT);
    }

    private void perform(IoSession session, List<Effect> effects) {
        effects.forEach(effect -> effect.perform(new OnSession(session)));
    }

    /** What the examples do with a session. */
    private final class OnSession implements Transport {

        private final IoSession session;

        OnSession(IoSession session) {
            this.session = session;
        }

        @Override
        public void send(List<ByteBuffer> octets) {
            var words = new StringBuilder();
            octets.forEach(piece -> words.append(Ascii.text(piece)));
            session.write(words.toString().replaceFirst(CRLF + "\\z", ""));
        }

        @Override
        public void startTls(ByteBuffer arrived) {
            session.getFilterChain().addFirst("tls", new SslFilter(context));
            perform(session, endpoint(session).secured(TestTls.facts()));
        }

        @Override
        public void close() {
            session.closeOnFlush();
        }
    }
}
