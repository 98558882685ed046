// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title The usual way
/// @notice Structs of strings in mappings, as most traceability contracts keep them. Nobody's roles are checked, no
///         signature is known, nothing is chained: it does less, and so it flatters itself in a comparison.
contract StringTrace {
    struct Batch {
        string code;
        string unit;
        uint256 quantity;
        string details;
        address creator;
        uint256 timestamp;
    }

    struct Step {
        string kind;
        string details;
        address actor;
        uint256 timestamp;
    }

    mapping(string code => Batch) public batches;
    mapping(string code => Step[]) public steps;

    event BatchCreated(string code, address creator);
    event StepAdded(string code, string kind, address actor);

    function create(string memory code, string memory unit, uint256 quantity, string memory details) external {
        require(batches[code].timestamp == 0, "Batch exists");
        batches[code] = Batch(code, unit, quantity, details, msg.sender, block.timestamp);
        emit BatchCreated(code, msg.sender);
    }

    function addStep(string memory code, string memory kind, string memory details) external {
        require(batches[code].timestamp != 0, "Unknown batch");
        steps[code].push(Step(kind, details, msg.sender, block.timestamp));
        emit StepAdded(code, kind, msg.sender);
    }
}
