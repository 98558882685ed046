// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../../ITrace.sol";
import {Trace} from "../../Trace.sol";
import {Status, Verdict, STATUS_OFFSET, SEQ_OFFSET} from "../../types/Batch.sol";
import {Kind} from "../../types/Kind.sol";
import {Vm, bound, vm} from "./Vm.t.sol";

/// @dev A deployed `Trace`, one holder of each role, and what the tests of all verbs need.
abstract contract TraceTest {
    uint256 internal constant PRODUCER = 1;
    uint256 internal constant PROCESSOR = 2;
    uint256 internal constant CARRIER = 4;
    uint256 internal constant INSPECTOR = 8;
    uint256 internal constant REGULATOR = 32;

    Kind internal constant CREATION = Kind.wrap("creation");
    Kind internal constant INSPECTION = Kind.wrap("inspection");
    Kind internal constant HARVEST = Kind.wrap("harvest");
    /// @dev A kind that has no cell in the shared slot.
    Kind internal constant GRADING = Kind.wrap("grading");
    Kind internal constant TELEMETRY = Kind.wrap("telemetry");

    string internal constant CODE = "APPLE-0000-001";
    bytes32 internal constant ID = keccak256("APPLE-0000-001");
    /// @dev Not `sha256`: that is a call, which would use up a `prank`.
    bytes32 internal constant DIGEST = keccak256("a record document");
    bytes3 internal constant KGM = "KGM";
    uint64 internal constant QUANTITY = 1_500_000;

    address internal immutable admin = vm.addr(101);
    address internal immutable registrar = vm.addr(102);
    address internal immutable stranger = vm.addr(103);
    address internal immutable relayer = vm.addr(104);

    Trace internal trace;

    mapping(bytes32 id => bytes32 head) private _heads;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        trace = deploy();
        for (uint256 i = 0; i < 6; ++i) {
            grant(roles()[i], holder(i));
        }
    }

    /* WORLD */

    function deploy() internal returns (Trace) {
        ITrace.KindRole[] memory kinds = new ITrace.KindRole[](5);
        kinds[0] = ITrace.KindRole(CREATION, PRODUCER | PROCESSOR);
        kinds[1] = ITrace.KindRole(INSPECTION, INSPECTOR | REGULATOR);
        kinds[2] = ITrace.KindRole(HARVEST, PRODUCER);
        kinds[3] = ITrace.KindRole(GRADING, PROCESSOR | CARRIER);
        kinds[4] = ITrace.KindRole(TELEMETRY, PRODUCER | CARRIER);
        return new Trace(admin, registrar, address(0), kinds);
    }

    /// @dev The roles, in the order of their bits.
    function roles() internal pure returns (bytes32[6] memory) {
        return [
            keccak256("PRODUCER_ROLE"),
            keccak256("PROCESSOR_ROLE"),
            keccak256("CARRIER_ROLE"),
            keccak256("INSPECTOR_ROLE"),
            keccak256("RETAILER_ROLE"),
            keccak256("REGULATOR_ROLE")
        ];
    }

    /// @dev Who holds the role of a bit; the private key is the number plus one.
    function holder(uint256 bit) internal pure returns (address) {
        return vm.addr(bit + 1);
    }

    function producer() internal pure returns (address) {
        return holder(0);
    }

    function inspector() internal pure returns (address) {
        return holder(3);
    }

    function regulator() internal pure returns (address) {
        return holder(5);
    }

    function grant(bytes32 role, address account) internal {
        vm.prank(registrar);
        trace.grantRole(role, account);
    }

    function setKindRole(Kind kind, uint256 set) internal {
        vm.prank(admin);
        trace.setKindRole(kind, set);
    }

    function pause() internal {
        vm.prank(admin);
        trace.pause();
    }

    function createBatch() internal {
        createBatch(CODE);
    }

    function createBatch(string memory code) internal {
        vm.prank(producer());
        trace.create(code, KGM, QUANTITY, DIGEST);
    }

    /// @dev A well-formed code that depends on the seed.
    function codeOf(uint256 seed, uint256 length) internal pure returns (string memory) {
        bytes memory code = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            code[i] = bytes1(uint8(0x21 + (uint256(keccak256(abi.encode(seed, i))) % 94)));
        }
        return string(code);
    }

    /// @dev A well-formed kind that depends on the seed.
    function kindOf(uint256 seed) internal pure returns (Kind) {
        return Kind.wrap(bytes32(bytes(codeOf(seed, bound(seed, 1, 32)))));
    }

    /// @dev As many parts, of so much each, with codes that depend on the seed.
    function partsOf(uint256 seed, uint256 count, uint64 each) internal pure returns (ITrace.Part[] memory parts) {
        parts = new ITrace.Part[](count);
        for (uint256 i = 0; i < count; ++i) {
            parts[i] = ITrace.Part(codeOf(seed + i, 32), each, keccak256(abi.encode("part", seed, i)));
        }
    }

    /// @dev As many outputs, with codes that depend on the seed.
    function outputsOf(uint256 seed, uint256 count) internal pure returns (ITrace.Output[] memory outputs) {
        outputs = new ITrace.Output[](count);
        for (uint256 i = 0; i < count; ++i) {
            bytes3 unit = i % 2 == 0 ? bytes3("LTR") : bytes3("XX"); // both lengths
            bytes32 digest = keccak256(abi.encode("output", seed, i));
            outputs[i] = ITrace.Output(codeOf(seed + i, 33), unit, uint64(uint256(digest)), digest);
        }
    }

    /* STORAGE */

    /// @dev The slot of a batch's packed state: what `batchOf` reads first.
    function slotOf(bytes32 id) internal returns (bytes32) {
        vm.record();
        trace.batchOf(id);
        (bytes32[] memory reads,) = vm.accesses(address(trace));
        return reads[0];
    }

    function forceStatus(bytes32 id, Status status) internal {
        uint256 packed = uint256(vm.load(address(trace), slotOf(id)));
        packed = (packed & ~(uint256(0xf) << STATUS_OFFSET)) | (uint256(status) << STATUS_OFFSET);
        vm.store(address(trace), slotOf(id), bytes32(packed));
    }

    function forceSeq(bytes32 id, uint24 seq) internal {
        uint256 packed = uint256(vm.load(address(trace), slotOf(id)));
        packed = (packed & ~(uint256(type(uint24).max) << SEQ_OFFSET)) | (uint256(seq) << SEQ_OFFSET);
        vm.store(address(trace), slotOf(id), bytes32(packed));
    }

    /* EXPECTATIONS */

    /// @dev `keccak256(topics || data)` of a log as a node returns it.
    function leafOf(Vm.Log memory log) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(log.topics, log.data));
    }

    /// @dev Asserts that one log was recorded, and that its leaf took the batch's head on from `head`.
    function assertFolded(bytes32 id, bytes32 head) internal returns (Vm.Log memory) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 1, "one act logs one line");
        vm.assertEq(trace.headOf(id), keccak256(abi.encode(head, leafOf(logs[0]))), "head is the fold");
        vm.assertEq(trace.batchOf(id).head, trace.headOf(id), "both views give the same head");
        return logs[0];
    }

    /// @dev Notes the heads of batches, for `assertAllFolded`.
    function noteHeads(bytes32[] memory ids) internal {
        for (uint256 i = 0; i < ids.length; ++i) _heads[ids[i]] = trace.headOf(ids[i]);
    }

    /// @dev Asserts that so many logs were recorded, numbered on from `line`, and that they are what took the heads of
    ///      their batches to where they are from where `noteHeads` found them, or from zero.
    function assertAllFolded(uint256 count, uint64 line) internal returns (Vm.Log[] memory logs) {
        logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, count, "one log a line");
        for (uint256 i = 0; i < count; ++i) {
            bytes32 id = logs[i].topics[1];
            _heads[id] = keccak256(abi.encode(_heads[id], leafOf(logs[i])));
            bytes32[4] memory data = abi.decode(logs[i].data, (bytes32[4]));
            vm.assertEq(uint256(data[1]), line + i, "no gap between lines");
        }
        for (uint256 i = 0; i < count; ++i) {
            vm.assertEq(trace.headOf(logs[i].topics[1]), _heads[logs[i].topics[1]], "head is the fold");
        }
        vm.assertEq(trace.lineCount(), line + count - 1, "line count");
    }

    /// @dev Asserts that a call fails with exactly this error, and writes no line.
    function expectFailure(bytes memory reason, address actor, bytes memory data) internal {
        uint64 lines = trace.lineCount();
        vm.prank(actor);
        (bool success, bytes memory result) = address(trace).call(data);
        vm.assertFalse(success, "refused");
        vm.assertEq(result, reason, "reason");
        vm.assertEq(trace.lineCount(), lines, "no line was written");
    }

    function statusOf(bytes32 id) internal view returns (Status) {
        return trace.batchOf(id).status;
    }

    function assertBatch(bytes32 id, address custodian, uint64 quantity, uint24 seq, Verdict verdict) internal view {
        ITrace.BatchView memory batch = trace.batchOf(id);
        vm.assertEq(batch.custodian, custodian, "custodian");
        vm.assertEq(batch.quantity, quantity, "quantity");
        vm.assertEq(batch.seq, seq, "seq");
        vm.assertTrue(batch.status == Status.Active, "status");
        vm.assertTrue(batch.verdict == verdict, "verdict");
    }

    function expectUnauthorized(address actor, Kind kind) internal {
        vm.expectRevert(abi.encodeWithSelector(ITrace.UnauthorizedActor.selector, actor, kind));
    }
}
