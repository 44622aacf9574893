package mailtls.conformance.suite.mutants;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolCodecFilter;
import org.apache.mina.filter.codec.textline.TextLineCodecFactory;
import org.apache.mina.filter.ssl.SslFilter;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;

/**
 * STARTTLS as the examples have it: lines by the stock codec, and the stock TLS filter put before it when the command comes. What
 * the codec has read ahead by then is obeyed all the same.
 */
final class TextbookMina extends IoHandlerAdapter implements AutoCloseable {

    private static final String CRLF = "\r\n";

    private final NioSocketAcceptor acceptor = new NioSocketAcceptor();
    private final SSLContext context;

    TextbookMina(SSLContext context) throws IOException {
        this.context = context;
        acceptor.getFilterChain()
                .addLast("lines", new ProtocolCodecFilter(new TextLineCodecFactory(US_ASCII, CRLF, CRLF)));
        acceptor.setHandler(this);
        acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    int port() {
        return acceptor.getLocalAddress().getPort();
    }

    @Override
    public void sessionOpened(IoSession session) {
        session.write("220 textbook.example");
    }

    @Override
    public void messageReceived(IoSession session, Object message) {
        String line = message.toString();
        switch (line.split(" ")[0]) {
            case "EHLO" -> session.write("250-textbook.example" + CRLF + "250 STARTTLS");
            case "NOOP" -> session.write("250 fine");
            case "STARTTLS" -> {
                session.write("220 go ahead");
                session.getFilterChain().addFirst("tls", new SslFilter(context));
            }
            case "QUIT" -> {
                session.write("221 bye");
                session.closeOnFlush();
            }
            default -> session.write("500 what");
        }
    }

    @Override
    public void exceptionCaught(IoSession session, Throwable cause) {
        session.closeNow();
    }

    @Override
    public void close() {
        acceptor.dispose(true);
    }
}
