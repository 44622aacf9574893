package mailtls.benchmarks;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import mailtls.mina.QuietProcessor;
import mailtls.mina.TlsFilter;
import mailtls.wire.Ascii;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilter;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.service.SimpleIoProcessorPool;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.FilterEvent;
import org.apache.mina.filter.ssl.SslFilter;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;

/**
 * A way to put TLS on a socket: ours (filter and I/O processor), MINA's own, Netty's; each with one I/O thread, and the same echo
 * behind it.
 */
public enum Stack {
    MAILTLS {
        @Override
        Listening listen(Supplier<SSLEngine> engines) throws IOException {
            return onMina(QuietProcessor.class, new TlsFilter(engines, Optional.empty()));
        }
    },
    MINA {
        @Override
        Listening listen(Supplier<SSLEngine> engines) throws IOException {
            return onMina(NioProcessor.class, new StockFilter(engines));
        }
    },
    NETTY {
        @Override
        Listening listen(Supplier<SSLEngine> engines) {
            return onNetty(engines);
        }
    };

    /** What a client says to hear {@link #SHORT}: a command as a mail client sends it all day. */
    static final String COMMAND = "a NOOP\r\n";

    /** What a client says to hear {@link #LONG}. */
    static final String FETCH = "b FETCH 1 BODY[]\r\n";

    static final byte[] SHORT = Ascii.octets("a OK NOOP completed\r\n");
    static final byte[] LONG = new byte[1 << 20];

    /** A server that listens. */
    record Listening(InetSocketAddress address, Runnable stop) implements AutoCloseable {
        @Override
        public void close() {
            stop.run();
        }
    }

    /** Listens on a free port of the loopback address. */
    abstract Listening listen(Supplier<SSLEngine> engines) throws IOException;

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static byte[] answer(int firstOctet) {
        return firstOctet == 'b' ? LONG : SHORT;
    }

    private static Listening onMina(Class<? extends NioProcessor> processor, IoFilter tls) throws IOException {
        var acceptor = new NioSocketAcceptor(new SimpleIoProcessorPool<NioSession>(processor, 1));
        acceptor.setReuseAddress(true);
        acceptor.getSessionConfig().setTcpNoDelay(true);
        acceptor.getFilterChain().addFirst("tls", tls);
        acceptor.setHandler(new MinaEcho());
        acceptor.bind(anyPort());
        return new Listening(acceptor.getLocalAddress(), () -> acceptor.dispose(true));
    }

    private static Listening onNetty(Supplier<SSLEngine> engines) {
        var loop = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("netty"), NioIoHandler.newFactory());
        Channel server = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new SslHandler(engines.get()), new NettyEcho());
                    }
                })
                .bind(anyPort())
                .syncUninterruptibly()
                .channel();
        return new Listening(
                (InetSocketAddress) server.localAddress(),
                () -> loop.shutdownGracefully().syncUninterruptibly());
    }

    /** MINA's filter with engines of ours; its own would take those of a context and know nothing of a policy. */
    private static final class StockFilter extends SslFilter {
        private final Supplier<SSLEngine> engines;

        StockFilter(Supplier<SSLEngine> engines) {
            super(defaultContext());
            this.engines = engines;
        }

        private static SSLContext defaultContext() {
            try {
                return SSLContext.getDefault();
            } catch (java.security.NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        protected SSLEngine createEngine(IoSession session, InetSocketAddress address) {
            return engines.get();
        }
    }

    private static final class MinaEcho extends IoHandlerAdapter {
        @Override
        public void messageReceived(IoSession session, Object message) {
            session.write(IoBuffer.wrap(answer(((IoBuffer) message).get())));
        }

        @Override
        public void event(IoSession session, FilterEvent event) {
            // of use to a protocol only
        }

        @Override
        public void inputClosed(IoSession session) {
            session.closeNow();
        }

        @Override
        public void exceptionCaught(IoSession session, Throwable cause) {
            session.closeNow();
        }
    }

    private static final class NettyEcho extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
            context.writeAndFlush(Unpooled.wrappedBuffer(answer(message.readByte())));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
