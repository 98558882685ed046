// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Trace} from "../../Trace.sol";
import {TraceExtension} from "../../TraceExtension.sol";
import {ITrace} from "../../interfaces/ITrace.sol";
import {ITraceErrors} from "../../interfaces/ITraceErrors.sol";
import {ITraceExtension} from "../../interfaces/ITraceExtension.sol";
import {ITraceTypes} from "../../interfaces/ITraceTypes.sol";
import {Kind} from "../../types/Kind.sol";
import {LineSet} from "./LineSet.t.sol";
import {Reasons} from "./Reasons.t.sol";
import {Vm, bound, vm} from "./Vm.t.sol";

/// @dev A deployed `Trace`, one holder of each role, and what the tests of all verbs need. Whatever is logged is folded
///      here once more, by the letter of the documentation: `settle` compares that with what the contract says.
abstract contract TraceTest is LineSet, Reasons {
    uint16 internal constant PRODUCER = 1;
    uint16 internal constant PROCESSOR = 2;
    uint16 internal constant CARRIER = 4;
    uint16 internal constant INSPECTOR = 8;
    uint16 internal constant RETAILER = 16;
    uint16 internal constant REGULATOR = 32;
    uint16 internal constant REGISTRAR = 64;
    uint16 internal constant ADMIN = 128;
    uint16 internal constant HOLDER = 256;

    uint16 internal constant WITHDRAWN = 1;
    uint16 internal constant BY_HOLDER = 2;
    uint16 internal constant BY_MAKER = 4;
    uint16 internal constant BY_ORDER = 8;
    uint16 internal constant OFFERED = 16;
    uint16 internal constant OPEN = 32;

    Kind internal constant CREATION = Kind.wrap("creation");
    Kind internal constant INSPECTION = Kind.wrap("inspection");
    Kind internal constant AMENDMENT = Kind.wrap("amendment");
    Kind internal constant HARVEST = Kind.wrap("harvest");
    Kind internal constant TRANSPORT = Kind.wrap("transport");
    Kind internal constant TELEMETRY = Kind.wrap("telemetry");
    Kind internal constant EVALUATION = Kind.wrap("evaluation");
    Kind internal constant CERTIFICATE = Kind.wrap("certificate");
    Kind internal constant DECLARATION = Kind.wrap("declaration");

    bytes32 internal constant ALL = 0;
    string internal constant CODE = "APPLE-0000-001";
    bytes32 internal constant ID = keccak256("APPLE-0000-001");
    /// @dev Not `sha256`: that is a call, which would use up a `prank`.
    bytes32 internal constant DIGEST = keccak256("a record document");
    bytes3 internal constant KGM = "KGM";
    uint56 internal constant QUANTITY = 1_500_000;
    uint40 internal constant START = 1_800_000_000;

    // `vm.addr` of 1 to 6, the number of the role's bit plus one, and of 101 to 104.
    address internal constant producer = 0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf;
    address internal constant processor = 0x2B5AD5c4795c026514f8317c7a215E218DcCD6cF;
    address internal constant carrier = 0x6813Eb9362372EEF6200f3b1dbC3f819671cBA69;
    address internal constant inspector = 0x1efF47bc3a10a45D4B230B5d10E37751FE6AA718;
    address internal constant retailer = 0xe1AB8145F7E55DC933d51a18c793F901A3A0b276;
    address internal constant regulator = 0xE57bFE9F44b819898F47BF37E5AF72a0783e1141;
    address internal constant admin = 0xE6b3367318C5e11a6eED3Cd0D850eC06A02E9b90;
    address internal constant registrar = 0x88C0e901bd1fd1a77BdA342f0d2210fDC71Cef6B;
    address internal constant stranger = 0x7231C364597f3BfDB72Cf52b197cc59111e71794;
    address internal constant relayer = 0x043aEd06383F290Ee28FA02794Ec7215CA099683;

    struct Fold {
        bytes26 chain;
        uint40 lines;
        mapping(bytes32 id => bytes27) heads;
        mapping(bytes32 id => uint24) seqs;
    }

    Trace internal trace;
    TraceExtension internal extension;
    mapping(address deployment => Fold) private _folds;

    function setUp() public virtual {
        vm.warp(START);
        vm.recordLogs();
        trace = deploy();
        extension = TraceExtension(trace.extension());
        for (uint256 i = 0; i < 6; ++i) grant(1 << i, holder(i));
    }

    /* WORLD */

    function deploy() internal returns (Trace) {
        return new Trace(admin, registrar, address(0));
    }

    /// @dev The role of one bit.
    function roleOf(uint256 bit) internal pure returns (bytes32) {
        if (bit == ADMIN) return 0;
        if (bit == PRODUCER) return keccak256("PRODUCER_ROLE");
        if (bit == PROCESSOR) return keccak256("PROCESSOR_ROLE");
        if (bit == CARRIER) return keccak256("CARRIER_ROLE");
        if (bit == INSPECTOR) return keccak256("INSPECTOR_ROLE");
        if (bit == RETAILER) return keccak256("RETAILER_ROLE");
        return bit == REGULATOR ? keccak256("REGULATOR_ROLE") : keccak256("REGISTRAR_ROLE");
    }

    function holder(uint256 number) internal pure returns (address) {
        return vm.addr(number + 1);
    }

    function grant(uint256 bit, address account) internal {
        bytes memory data = abi.encodeCall(trace.grantRole, (roleOf(bit), account));
        act(bit >= REGULATOR ? admin : registrar, data);
    }

    function revoke(uint256 bit, address account) internal {
        bytes memory data = abi.encodeCall(trace.revokeRole, (roleOf(bit), account));
        act(bit >= REGULATOR ? admin : registrar, data);
    }

    /* ACTS */

    /// @dev Does what must succeed, and returns all that was logged. The contract's head and chain must be its fold.
    function act(address actor, bytes memory data) internal returns (Vm.Log[] memory) {
        vm.prank(actor);
        (bool success, bytes memory result) = address(trace).call(data);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(result, 0x20), mload(result))
            }
        }
        return settle();
    }

    /// @dev Asserts that a call fails with exactly this error, and writes no line.
    function refuse(bytes memory reason, address actor, bytes memory data) internal {
        settle();
        vm.prank(actor);
        (bool success, bytes memory result) = address(trace).call(data);
        vm.assertFalse(success, "refused");
        vm.assertEq(result, reason, "reason");
        vm.getRecordedLogs(); // what was undone is recorded as well
        settle();
    }

    function createBatch() internal {
        createBatch(CODE, true);
    }

    function createBatch(string memory code, bool open) internal returns (bytes32 id) {
        act(producer, abi.encodeCall(ITrace.create, (code, KGM, QUANTITY, open, producer, DIGEST)));
        return keccak256(bytes(code));
    }

    function record(address actor, bytes32 id, Kind kind) internal {
        act(actor, recordCall(id, kind));
    }

    function recordCall(bytes32 id, Kind kind) internal pure returns (bytes memory) {
        return abi.encodeCall(ITrace.record, (id, kind, DIGEST));
    }

    /// @dev Moves custody, as both sides want it.
    function handOver(bytes32 id, address to) internal {
        ITraceTypes.BatchView memory batch = trace.batchOf(id);
        act(batch.custodian, abi.encodeCall(ITrace.offerCustody, (id, to, DIGEST)));
        act(to, abi.encodeCall(ITrace.acceptCustody, (id, batch.quantity, DIGEST)));
    }

    function setParty(address custodian, bytes32 id, address account, bool admitted) internal {
        act(custodian, abi.encodeCall(ITraceExtension.setParty, (id, custodian, account, admitted)));
    }

    function setAgent(address custodian, address account, bool added) internal {
        act(custodian, abi.encodeCall(ITraceExtension.setAgent, (account, added)));
    }

    function setOpen(bytes32 id, bool open) internal {
        act(trace.batchOf(id).custodian, abi.encodeCall(ITraceExtension.setOpen, (id, open, DIGEST)));
    }

    function setKind(Kind kind, uint256 roles) internal {
        act(admin, abi.encodeCall(ITraceExtension.setKindRole, (kind, roles)));
    }

    function setTerm(address account, uint40 until) internal {
        uint16 high = REGULATOR | REGISTRAR | ADMIN;
        address by = trace.accountOf(account).roles & high == 0 ? registrar : admin;
        act(by, abi.encodeCall(ITraceExtension.setTerm, (account, until)));
    }

    function pause() internal {
        act(admin, abi.encodeCall(ITraceExtension.setPaused, (true)));
    }

    /// @dev Announces the end, and lets it come.
    function retire() internal {
        act(admin, abi.encodeCall(ITraceExtension.retire, (address(0xbeef))));
        vm.warp(block.timestamp + 3 days);
    }

    function move(address from, address to) internal {
        act(from, abi.encodeCall(ITraceExtension.moveAccount, (to)));
        act(to, abi.encodeCall(ITraceExtension.acceptAccount, (from)));
    }

    /* RANDOM VALUES */

    /// @dev A well-formed code, part name or kind that depends on the seed.
    function textOf(uint256 seed, uint256 length) internal pure returns (string memory) {
        bytes memory text = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            uint8 byte_ = uint8(0x21 + (uint256(keccak256(abi.encode(seed, i))) % 93)); // up to 0x7d: no tilde
            text[i] = bytes1(byte_ == 0x3a ? 0x3b : byte_); // no colon
        }
        return string(text);
    }

    /* STORAGE */

    /// @dev Puts a batch's number of lines where no test could write it to.
    function forceSeq(bytes32 id, uint256 seq) internal {
        vm.record();
        trace.batchOf(id);
        (bytes32[] memory reads,) = vm.accesses(address(trace));
        uint256 packed = uint256(vm.load(address(trace), reads[0]));
        packed = (packed & ~(uint256(type(uint24).max) << 16)) | (seq << 16);
        vm.store(address(trace), reads[0], bytes32(packed));
        _folds[address(trace)].seqs[id] = uint24(seq);
    }

    /* WHAT WAS WRITTEN */

    /// @dev The number of the next line, as the logs say.
    function nextLine() internal view returns (uint40) {
        return _folds[address(trace)].lines + 1;
    }

    /// @dev The number of a batch's next line, as the logs say.
    function nextSeq(bytes32 id) internal view returns (uint24) {
        return _folds[address(trace)].seqs[id] + 1;
    }

    /// @dev Folds all that the contract logged since, and asserts that the contract has come to the same heads and chain.
    function settle() internal returns (Vm.Log[] memory logs) {
        logs = onlyTrace(vm.getRecordedLogs());
        Fold storage fold = _folds[address(trace)];
        for (uint256 i = 0; i < logs.length; ++i) if (isLine(logs[i].topics[0])) foldLine(fold, logs[i]);
        (bytes32 chain, uint40 lines,) = trace.state();
        vm.assertEq(chain, bytes32(fold.chain), "the chain is the fold of all lines");
        vm.assertEq(lines, fold.lines, "all lines are counted");
        for (uint256 i = 0; i < logs.length; ++i) {
            if (!isOfBatch(logs[i].topics[0])) continue;
            bytes32 id = logs[i].topics[1];
            vm.assertEq(trace.headOf(id), bytes32(fold.heads[id]), "the head is the fold of the batch's lines");
            vm.assertEq(trace.batchOf(id).head, bytes32(fold.heads[id]), "both views say the same head");
            vm.assertEq(trace.batchOf(id).seq, fold.seqs[id], "the batch counts its lines");
        }
    }

    /// @dev Without the events that a test says it expects, and without what was undone: both are recorded as well. What
    ///      was undone has a number that a later line has again, or that none has.
    function onlyTrace(Vm.Log[] memory all) private view returns (Vm.Log[] memory logs) {
        (, uint256 first,) = trace.state();
        uint256 count = all.length;
        for (uint256 i = all.length; i > 0; --i) {
            Vm.Log memory log = all[i - 1];
            if (log.emitter != address(trace)) continue;
            if (isLine(log.topics[0])) {
                uint256 number = wordOf(log, isOfBatch(log.topics[0]) ? 1 : 0);
                if (number > first) continue;
                first = number - 1;
            }
            all[--count] = log;
        }
        logs = new Vm.Log[](all.length - count);
        for (uint256 i = 0; i < logs.length; ++i) logs[i] = all[count + i];
    }

    function foldLine(Fold storage fold, Vm.Log memory log) private {
        bytes32 leaf = keccak256(abi.encodePacked(log.topics, log.data));
        fold.chain = bytes26(keccak256(abi.encodePacked(fold.chain, leaf)));
        bool isBatch = isOfBatch(log.topics[0]);
        vm.assertEq(wordOf(log, isBatch ? 1 : 0), ++fold.lines, "no gap between lines");
        vm.assertEq(wordOf(log, isBatch ? 3 : 1), block.timestamp, "the block's time");
        if (!isBatch) return;
        bytes32 id = log.topics[1];
        vm.assertEq(wordOf(log, 2), ++fold.seqs[id], "no gap in the batch");
        fold.heads[id] = bytes27(keccak256(abi.encodePacked(fold.heads[id], leaf)));
    }

    /// @dev How many of the logs are lines.
    function countLines(Vm.Log[] memory logs) internal pure returns (uint256 count) {
        for (uint256 i = 0; i < logs.length; ++i) if (isLine(logs[i].topics[0])) ++count;
    }
}
